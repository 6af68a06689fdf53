"""What the site says of itself to search engines, feed readers and those whose address leads nowhere."""

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from core import errors
from projects.models import ProjectPage
from tests import factories
from tests.translating import translate_into

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000"
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def project(site, committed):
    page = factories.ProjectPageFactory(
        parent=site.projects,
        title="Mali </script> I",
        slug="mali-i",
        start=date(2014, 4, 1),
        countries=[factories.CountryFactory(slug="ml")],
        mechanisms=[factories.MechanismFactory(number=1)],
    )
    page.save_revision().publish()
    with committed():
        translate_into(page, site.fr)
    return ProjectPage.objects.get(pk=page.pk)


def links(html, rel):
    return {
        (found.group("language"), found.group("href"))
        for found in re.finditer(
            rf'<link rel="{rel}"(?: hreflang="(?P<language>[^"]+)")? href="(?P<href>[^"]+)">', html
        )
    }


def test_a_page_names_its_one_address_and_its_translations(site, project, client):
    html = client.get("/fr/projects/mali-i/?utm_source=x").content.decode()
    assert links(html, "canonical") == {(None, f"{URL}/fr/projects/mali-i/")}
    assert links(html, "alternate") == {
        ("en", f"{URL}/en/projects/mali-i/"),
        ("fr", f"{URL}/fr/projects/mali-i/"),
        ("x-default", f"{URL}/en/projects/mali-i/"),
    }


def test_home_pages_share_the_root_as_default(site, client):
    for language in ("en", "fr", "es"):
        assert ("x-default", f"{URL}/") in links(client.get(f"/{language}/").content.decode(), "alternate")


def json_ld(html):
    return json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL).group(1)
    )


def test_structured_data_of_a_project_cannot_break_out_of_its_element(site, project, client):
    things = json_ld(client.get("/en/projects/mali-i/").content.decode())["@graph"]
    by_type = {thing["@type"]: thing for thing in things}
    assert by_type["Project"]["name"] == "Mali </script> I"
    assert by_type["Project"]["foundingDate"] == "2014-04"
    assert by_type["Project"]["areaServed"] == [{"@type": "Country", "name": "Mali", "identifier": "ML"}]
    assert by_type["Project"]["mainEntityOfPage"]["@id"] == f"{URL}/en/projects/mali-i/"
    assert by_type["Project"]["mainEntityOfPage"]["inLanguage"] == "en"
    steps = by_type["BreadcrumbList"]["itemListElement"]
    assert [step["item"] for step in steps] == [
        f"{URL}/en/",
        f"{URL}/en/projects/",
        f"{URL}/en/projects/mali-i/",
    ]


def test_structured_data_of_news_and_home(site, client):
    factories.NewsPageFactory(parent=site.news, title="Launched", date=date(2022, 4, 25))
    article = json_ld(client.get("/en/news/launched/").content.decode())["@graph"][0]
    assert (article["@type"], article["datePublished"], article["inLanguage"]) == (
        "NewsArticle",
        "2022-04-25",
        "en",
    )
    assert json_ld(client.get("/fr/").content.decode())["@graph"][0]["@type"] == "Organization"


def test_the_sitemap_holds_every_public_page_in_every_language(site, project, client):
    private = factories.ProjectPageFactory(parent=site.projects, title="Private", slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    factories.ProjectPageFactory(parent=site.projects, title="Draft", slug="draft", live=False)
    response = client.get("/sitemap.xml", headers={"host": "127.0.0.1"})
    tree = ElementTree.fromstring(response.content)  # noqa: S314 - our own answer
    entries = {
        url.find("s:loc", SITEMAP).text: {
            (link.get("hreflang"), link.get("href")) for link in url.findall("x:link", SITEMAP)
        }
        for url in tree
    }
    both = {("en", f"{URL}/en/projects/mali-i/"), ("fr", f"{URL}/fr/projects/mali-i/")}
    assert entries[f"{URL}/en/projects/mali-i/"] == both
    assert entries[f"{URL}/fr/projects/mali-i/"] == both
    # Home page, projects, their map and news in three languages; the project in two.
    assert len(entries) == 3 * 4 + 2
    assert f"{URL}/es/projects/map/" in entries
    assert f"{URL}/es/" in entries


def test_robots_are_shown_the_sitemap_and_not_told_where_the_admin_is(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert "admin" not in response.content.decode()
    assert f"Sitemap: {URL}/sitemap.xml" in response.content.decode()


def test_feeds_give_each_item_once_in_the_best_language(site, client, committed):
    both = factories.NewsPageFactory(parent=site.news, title="Both", date=date(2022, 4, 25))
    factories.NewsPageFactory(parent=site.news, title="English only <b>", date=date(2020, 12, 2))
    with committed():
        translate_into(both, site.fr)
    tree = ElementTree.fromstring(client.get("/fr/news/atom.xml").content)  # noqa: S314
    titles = [entry.find("a:title", ATOM).text for entry in tree.findall("a:entry", ATOM)]
    assert titles == ["[fr] Both", "English only <b>"]
    hrefs = [entry.find("a:link", ATOM).get("href") for entry in tree.findall("a:entry", ATOM)]
    assert hrefs == [f"{URL}/fr/news/both/", f"{URL}/en/news/english-only-b/"]
    rss = ElementTree.fromstring(client.get("/es/news/rss.xml").content)  # noqa: S314
    assert [item.findtext("title") for item in rss.iter("item")] == ["Both", "English only <b>"]
    assert rss.findtext("channel/language") == "es"
    assert 'href="/fr/news/atom.xml"' in client.get("/fr/news/").content.decode()


def test_a_page_that_has_moved_can_be_found_at_its_old_address_in_every_language(
    site, project, admin, committed
):
    from tests.admin_forms import edit_form, save

    form = edit_form(admin, project)
    form["slug"] = "mali-one"
    with committed():
        assert save(admin, project, form).status_code == 302
    for language in ("en", "fr"):
        response = admin.get(f"/{language}/projects/mali-i/", follow=True)
        assert response.redirect_chain[-1][0].endswith(f"/{language}/projects/mali-one/")
        assert response.status_code == 200
    assert Redirect.objects.count() == 2


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.permission_denied, 403),
        (errors.csrf_failure, 403),
        (errors.not_found, 404),
        (errors.server_error, 500),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_error_pages_speak_the_readers_language_and_ask_nothing_of_the_database(
    view, status, language, django_assert_num_queries
):
    request = RequestFactory().get(f"/{language}/anything/")
    with django_assert_num_queries(0):
        response = view(request)
    html = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in html
    assert html.count("<h1>") == 1
    if language != "en":
        english = view(RequestFactory().get("/en/")).content.decode()
        assert re.search("<h1>(.*)</h1>", html).group(1) != re.search("<h1>(.*)</h1>", english).group(1)


def test_with_the_database_gone_a_reader_gets_an_error_page_in_their_language(site):
    def gone(execute, sql, params, many, context):
        raise DatabaseError("gone")

    client = Client(raise_request_exception=False)
    client.get("/fr/projects/")
    with connection.execute_wrapper(gone):
        response = client.get("/fr/projects/")
    assert response.status_code == 500
    assert '<html lang="fr"' in response.content.decode()


def test_a_form_without_its_token_is_refused_in_the_readers_language(site):
    client = Client(enforce_csrf_checks=True)
    response = client.post("/fr/projects/", {"x": "1"})
    assert response.status_code == 403
    assert '<html lang="fr"' in response.content.decode()


def test_a_host_that_is_not_ours_is_refused(site, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    response = Client(raise_request_exception=False).get("/fr/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert '<html lang="fr"' in response.content.decode()
    assert "evil.example" not in response.content.decode()
