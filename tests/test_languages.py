"""Which language a reader is answered in, and what is said where a page is not in it."""

from datetime import date

import pytest
from django.utils import translation
from wagtail.models import Locale

from core.templatetags.locale_format import full_date
from tests import factories
from tests.translating import submit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        ("fr", "/fr/"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "/fr/"),
        ("es-419,es;q=0.9", "/es/"),
        ("de, es;q=0.4", "/es/"),
        ("de", "/en/"),
        ("", "/en/"),
        ("x" * 3000, "/en/"),
        ("fr;q=zero, \x00", "/en/"),
    ],
)
def test_the_root_leads_to_the_language_that_is_preferred_and_says_so_to_caches(site, client, wanted, answer):
    response = client.get("/", headers={"Accept-Language": wanted})
    assert (response.status_code, response["Location"]) == (302, answer)
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies


def test_a_language_without_a_live_home_page_is_not_there(site, client, committed):
    german = Locale.objects.create(language_code="de")
    with committed():
        submit(site.home, german)
    assert client.get("/de/").status_code == 404
    assert client.get("/", headers={"Accept-Language": "de"})["Location"] == "/en/"
    assert "Deutsch" not in client.get("/en/").content.decode()


def test_a_page_without_a_translation_answers_404_in_the_readers_language_and_offers_it(site, client):
    factories.ProjectPageFactory(parent=site.projects, title="Mali I", slug="mali-i")
    for language, address in (("fr", "/fr/projects/mali-i/"), ("es", "/es/projects/mali-i/")):
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == 404
        assert f'<html lang="{language}"' in html
        assert 'href="/en/projects/mali-i/"' in html
        assert response["Content-Language"] == language


def test_nothing_unpublished_or_private_is_offered(site, client):
    from wagtail.models import PageViewRestriction

    factories.ProjectPageFactory(parent=site.projects, title="Draft", slug="draft", live=False)
    private = factories.ProjectPageFactory(parent=site.projects, title="Private", slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for slug in ("draft", "private", "nowhere"):
        html = client.get(f"/fr/projects/{slug}/").content.decode()
        assert f"/en/projects/{slug}/" not in html


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/en/nowhere/", "/fr/%00/", "/xx/yy/", "/en/projects/%F0%9F%98%80/"]
)
def test_an_address_that_is_nowhere_is_a_plain_404(site, client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert b"<h1" in response.content


def test_the_switcher_leads_to_the_same_page_or_to_the_languages_home(site, client, committed):
    html = client.get("/en/projects/").content.decode()
    assert 'href="/fr/projects/"' in html
    with committed():
        factories.ContentPageFactory(parent=site.home, slug="about")
    html = client.get("/en/about/").content.decode()
    assert 'href="/fr/about/"' not in html
    assert 'href="/fr/"' in html


def test_an_anonymous_reader_gets_no_cookie(site, client):
    for address in ("/", "/en/", "/fr/projects/", "/fr/nowhere/"):
        assert not client.get(address).cookies


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("en", "1 July 2026", "2 July 2026"),
        ("fr", "1er juillet 2026", "2 juillet 2026"),
        ("es", "1 de julio de 2026", "2 de julio de 2026"),
    ],
)
def test_a_day_is_written_as_its_language_does(language, first, second):
    with translation.override(language):
        assert [full_date(date(2026, 7, day)) for day in (1, 2)] == [first, second]
