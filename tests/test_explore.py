"""Countries, objectives, themes: a page of each term, counted from projects, below a list of them all."""

import json
import re
from copy import deepcopy
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from explore.models import CountryIndexPage
from projects.models import Expert, ProjectPage
from tests import base_site, factories
from tests.translating import translate_into
from vocabularies.catalogue import catalogue
from vocabularies.country_groups import histories
from vocabularies.models import Area, Country, CountryLabel, Membership, ObjectiveLabel, ThemeLabel

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def made(for_the_module):
    with for_the_module():
        return make_pages(base_site.find())


@pytest.fixture
def explored(made):
    """Lists in English and French; projects in Mali, Niger and the Philippines."""
    return deepcopy(made)


def make_pages(site):
    west = factories.RegionFactory(slug="west", name="West")
    countries = {
        code: factories.CountryFactory(slug=code, region=region)
        for code, region in (
            ("ml", west),
            ("ne", west),
            ("sn", west),
            ("tn", factories.RegionFactory(slug="north", name="North")),
            ("ph", factories.RegionFactory(slug="east", name="East")),
            ("fr", None),
            ("jp", None),
        )
    }
    five, seven, twenty_three = (factories.ObjectiveFactory(number=number) for number in (5, 7, 23))
    protection = factories.ThemeFactory(slug="protection", name="Protection")
    Area.objects.create(slug="asylum", name="Asylum policy", theme=protection)
    Area.objects.create(slug="health", name="Health", theme=factories.ThemeFactory(slug="other"))
    way = factories.MechanismFactory(number=1, name="On demand")
    tunisian = Expert(country=countries["tn"], kind="partner_country")
    mali_i = factories.ProjectPageFactory(
        parent=site.projects,
        title="Mali I",
        slug="mali-i",
        summary="Mali asked for a strategy.",
        countries=[countries["ml"]],
        mechanisms=[way],
        objectives=[five, seven],
        themes=[protection],
        experts=[tunisian, Expert(country=countries["ml"], kind="partner_country")],
        start=date(2014, 4, 1),
        end=date(2020, 4, 1),
    )
    translate_into(mali_i, site.fr)
    for title, where, start, end in (
        ("Mali II", ["ml", "ne"], None, date(2022, 1, 1)),
        ("Niger I", ["ne"], date(2016, 1, 1), None),
        ("Philippines", ["ph"], date(2012, 1, 1), None),
    ):
        factories.ProjectPageFactory(
            parent=site.projects,
            title=title,
            countries=[countries[code] for code in where],
            mechanisms=[way],
            objectives=[five],
            start=start,
            end=end,
        )
    news = factories.NewsPageFactory(parent=site.news, title="Launched", lead="In Bamako.")
    news.countries.set([countries["ml"]])
    news.objectives.set([seven])
    news.save()
    translate_into(news, site.fr)
    regions = factories.RegionIndexPageFactory(parent=site.home)
    pages = [
        regions,
        factories.RegionPageFactory(parent=regions, region=west, slug="west", title="The West"),
        factories.CountryIndexPageFactory(parent=site.home),
        factories.ObjectiveIndexPageFactory(parent=site.home),
        factories.ThemeIndexPageFactory(parent=site.home),
        factories.RequestPageFactory(parent=site.home),
        factories.Objective23PageFactory(parent=site.home, title="Cooperation"),
    ]
    for page in pages:
        translate_into(page, site.fr)
    return countries | {"way": way, "23": twenty_three}


def text_of(response):
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", main_of(response)).split())


def main_of(response):
    return response.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def links_of(response):
    return re.findall(r'<a href="([^"]+)"', main_of(response).replace("&amp;", "&"))


def publish(label, locale):
    label.locale = locale
    label.save()
    label.save_revision().publish()
    return label


# A country


def test_a_country_tells_what_it_asked_for_the_latest_first_by_what_is_known(explored, client):
    html = text_of(client.get("/en/countries/ml/"))
    assert html.index("Mali II") < html.index("Mali I ") < html.index("What the projects were about")
    for said in ("Mali asked for a strategy.", "April 2014 to April 2020", "2014–2022", "Mali · Niger"):
        assert said in html, said
    assert "Philippines" not in html
    assert "Niger I " not in html


def test_every_count_is_a_link_to_the_finder_that_finds_as_many(explored, client):
    for address in ("/en/countries/ml/", "/en/objectives/5/", "/en/themes/protection/", "/en/regions/west/"):
        response = client.get(address)
        found = re.findall(r'<a href="([^"]+)">(\d+) projects?<', main_of(response))
        assert len(found) > 2, address
        for path, number in found:
            finding = client.get(path.replace("&amp;", "&")).context["finding"]
            assert (finding.filter.is_active, finding.count) == (True, int(number)), path


def test_each_project_and_news_item_stands_once_in_the_best_language(explored, client):
    html = text_of(client.get("/fr/countries/ml/"))
    for said in ("[fr] Mali asked for a strategy.", "[fr] In Bamako."):
        assert html.count(said) == 1, said
    assert html.count("Mali II") == 1
    assert "Launched" not in text_of(client.get("/en/countries/ne/"))


def test_a_country_leads_on_to_its_region_its_neighbours_and_the_topics(explored, client):
    links = links_of(client.get("/fr/countries/ml/"))
    for path in (
        "/fr/regions/west/",
        "/fr/countries/ne/",
        "/fr/countries/sn/",
        "/fr/objectives/5/",
        "/fr/themes/protection/",
        "/fr/projects/?country=ml",
        "/fr/projects/?country=ml&objective=gcm-5",
        "/fr/projects/?country=ne",
    ):
        assert path in links, path
    assert "/fr/countries/ph/" not in links
    assert "/fr/countries/ml/" not in links


def test_a_country_that_only_gave_experts_says_where(explored, client):
    html = text_of(client.get("/en/countries/tn/"))
    assert "There is no project with this country on this site yet." in html
    assert "They took part in 1 project elsewhere: Mali I" in html
    assert "Requests are welcome." in html
    own = client.get("/en/countries/ml/")
    assert "elsewhere" not in text_of(own)
    assert "/en/projects/?expert=ml" in links_of(own)


def test_a_country_outside_the_regions_is_not_invited_to_ask(explored, client):
    html = text_of(client.get("/en/countries/jp/"))
    assert "Japan" in html
    assert "Other countries take part through their experts." in html
    assert "Requests are welcome." not in html


@pytest.mark.parametrize(
    ("spans", "told"),
    [
        ([(None, None)], "Then and now: no change is recorded"),
        ([(None, date(2007, 12, 1))], "Until December 2007"),
        ([(date(2003, 1, 1), None)], "Since January 2003"),
        ([(date(1990, 1, 1), date(1994, 6, 1))], "From January 1990 to June 1994"),
        ([(date(2012, 1, 1), None), (None, date(2010, 1, 1))], "Until January 2010 Since January 2012"),
        ([(None, date(2099, 1, 1))], "Then and now: no change is recorded"),  # an exit yet to come
        ([(date(2099, 1, 1), None)], None),
    ],
)
def test_a_group_with_a_history_is_told_then_and_now(explored, client, spans, told):
    ldc = factories.CountryGroupFactory(name="LDC", history_is_known=True, as_of=date(2024, 12, 13))
    for since, until in spans:
        Membership.objects.create(group=ldc, country=explored["ml"], since=since, until=until)
    html = text_of(client.get("/en/countries/ml/"))
    if told is None:
        assert "LDC" not in html
    else:
        assert f"LDC {told} List as of 13 December 2024" in html
        assert "A list." in html


def test_a_group_without_a_history_is_told_of_today_only(explored, client):
    group = factories.CountryGroupFactory(name="Middle income", as_of=date(2026, 7, 1))
    Membership.objects.create(group=group, country=explored["ml"], since=date(2020, 1, 1))
    Membership.objects.create(group=group, country=explored["ne"], until=date(2020, 1, 1))
    assert "Middle income Today List as of 1 July 2026" in text_of(client.get("/en/countries/ml/"))
    assert "Middle income" not in text_of(client.get("/en/countries/ne/"))


def test_the_day_on_which_a_country_leaves_a_group_is_the_first_without(explored):
    group = factories.CountryGroupFactory()
    Membership.objects.create(group=group, country=explored["ml"], until=TODAY)
    mali = catalogue("en").of(Country).by_slug("ml")
    assert histories(mali, "en", today=TODAY) == []
    assert len(histories(mali, "en", today=date(2026, 11, 22))) == 1


# Objectives and themes


def test_an_objective_has_a_page_by_its_number(explored, client):
    response = client.get("/en/objectives/5/")
    html = text_of(response)
    assert "Objective 5 of 3 of the Global Compact" in html
    assert "Projects 4 Countries 3 Years 2012–2022" in html
    assert {"/en/countries/ph/", "/en/objectives/7/", "/en/objectives/"} <= {*links_of(response)}
    assert "In Bamako." not in html
    assert "In Bamako." in text_of(client.get("/en/objectives/7/"))


def test_a_theme_shows_its_own_areas_of_work(explored, client):
    html = text_of(client.get("/en/themes/protection/"))
    assert "Asylum policy" in html
    assert "Health" not in html
    assert "No project on this site is tagged with this theme yet." in text_of(
        client.get("/en/themes/other/")
    )


def test_objective_23_is_found_on_its_own_page_where_there_is_one(explored, site, client):
    for language in ("en", "fr"):
        response = client.get(f"/{language}/objectives/23/")
        assert (response.status_code, response["Location"]) == (301, f"/{language}/objective-23/")
        assert f"/{language}/objective-23/" in links_of(client.get(f"/{language}/objectives/"))
    for page in type(client.get("/en/objective-23/").context["page"]).objects.all():
        page.unpublish()
    assert "No project on this site" in text_of(client.get("/en/objectives/23/"))


# The lists


def test_the_list_of_countries_has_them_by_region_those_with_projects_first(explored, client):
    response = client.get("/en/countries/")
    with_projects, others = text_of(response).split("Without a project on this site so far")
    for said in ("West", "Mali 2 projects", "Niger 2 projects", "Philippines 1 project"):
        assert said in with_projects, said
    assert "Tunisia experts in 1 project" in others
    assert "Senegal" in others
    assert "Mali" not in others
    assert {f"/en/countries/{code}/" for code in ("ml", "ne", "ph", "sn", "tn", "fr", "jp")} <= {
        *links_of(response)
    }


def test_without_any_project_the_list_says_so_and_still_has_the_countries(explored, client, committed):
    with committed():
        for project in ProjectPage.objects.all():
            project.delete()
    html = text_of(client.get("/en/countries/"))
    assert "There is no project on this site yet." in html
    assert "Mali" in html
    five = text_of(client.get("/en/objectives/5/"))
    assert "No project on this site is tagged with this objective yet." in five


@pytest.mark.parametrize(
    "path", ["countries/zz/", "countries/ML/", "countries/ml/more/", "objectives/05/", "objectives/gcm-5/"]
)
def test_what_is_no_term_is_not_found(explored, client, path):
    assert client.get(f"/en/{path}").status_code == 404


def test_a_language_without_the_list_has_no_pages_below_it_and_no_links_to_them(explored, site, client):
    assert client.get("/es/countries/ml/").status_code == 404
    assert "/countries/" not in str(links_of(client.get("/es/projects/mali-i/")))
    for path in ("/fr/countries/ml/", "/fr/objectives/5/", "/fr/themes/protection/"):
        assert path in links_of(client.get("/fr/projects/mali-i/"))


def test_a_private_list_keeps_its_pages_private_and_nothing_leads_to_them(explored, site, client, committed):
    with committed():
        for page in CountryIndexPage.objects.all():
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/en/countries/ml/").status_code == 302
    assert "/en/countries/ml/" not in links_of(client.get("/en/projects/mali-i/"))
    assert "countries/ml" not in client.get("/sitemap.xml").content.decode()


def test_links_to_terms_cost_no_queries_of_their_own(explored, client):
    client.get("/en/regions/west/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/en/regions/west/")
    assert not [query for query in captured.captured_queries if "explore_" in query["sql"]]


# What an editor says


def test_the_introduction_stands_on_the_terms_page_in_the_readers_language(explored, site, client, committed):
    labels = {
        "countries/ml": CountryLabel(tag=explored["ml"], introduction="<p>A country of the Sahel.</p>"),
        "objectives/5": ObjectiveLabel(
            tag=explored["23"].__class__.objects.get(number=5),
            name="Pathways in full",
            short_name="Pathways",
            introduction="<p>It is about visas.</p>",
        ),
        "themes/protection": ThemeLabel(
            tag=ThemeLabel._meta.get_field("tag").related_model.objects.get(slug="protection"),
            name="Protection",
            introduction="<p>It is about asylum.</p>",
        ),
    }
    for path, label in labels.items():
        with committed():
            translate_into(publish(label, Locale.get_default()), site.fr)
        words = label.introduction.removeprefix("<p>").removesuffix("</p>")
        assert words in text_of(client.get(f"/en/{path}/"))
        assert f"[fr] {words}" in text_of(client.get(f"/fr/{path}/"))
    assert "<h1>Mali</h1>" in main_of(client.get("/fr/countries/ml/"))
    assert "<h1>[fr] Pathways</h1>" in main_of(client.get("/fr/objectives/5/"))


def test_a_country_keeps_its_usual_name_where_its_label_has_none(explored, site, admin):
    form = {
        "tag": explored["ph"].pk,
        "name": "",
        "introduction": json.dumps({"blocks": [], "entityMap": {}}),
        "footnote": "",
        "action-publish": "1",
    }
    assert admin.post(reverse(CountryLabel.snippet_viewset.get_url_name("add")), form).status_code == 302
    assert "<h1>Philippines</h1>" in main_of(admin.get("/en/countries/ph/"))
    listing = admin.get(reverse(CountryLabel.snippet_viewset.get_url_name("list"))).content.decode()
    assert re.search(r"countrylabel/edit/\d+/\">\s*<span[^>]*>PH</span>", listing)


# What others are told


def test_search_engines_are_told_what_the_page_is_about(explored, client):
    html = client.get("/fr/countries/ml/").content.decode()
    assert f'<link rel="canonical" href="{URL}/fr/countries/ml/">' in html
    assert f'hreflang="en" href="{URL}/en/countries/ml/"' in html
    assert 'hreflang="es"' not in html.split("</head>")[0]
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', html)[1])["@graph"]
    assert graph[0] | {"description": ""} == {
        "@type": "Country",
        "name": "Mali",
        "identifier": "ML",
        "containedInPlace": {"@type": "Place", "name": "West"},
        "url": f"{URL}/fr/countries/ml/",
        "description": "",
    }
    assert [step["item"] for step in graph[1]["itemListElement"]] == [
        f"{URL}/fr/",
        f"{URL}/fr/countries/",
        f"{URL}/fr/countries/ml/",
    ]
    english = client.get("/en/countries/ml/").content.decode()
    assert "came of it. 2 projects, 2014–2022." in english.split("</head>")[0]
    assert ", 2014-2022." in client.get("/fr/countries/ml/").content.decode().split("</head>")[0]


def test_of_a_country_whose_name_has_a_footnote_no_status_is_told(explored, client):
    kosovo = factories.CountryFactory(slug="xk")
    publish(CountryLabel(tag=kosovo, name="Kosovo*", footnote="A note on status."), Locale.get_default())
    html = client.get("/en/countries/xk/").content.decode()
    assert '"@type": "Place", "name": "Kosovo*"' in html
    assert "A note on status." in html


def test_the_sitemap_lists_the_terms_pages_with_their_languages(explored, client):
    xml = client.get("/sitemap.xml").content.decode()
    [entry] = re.findall(rf"<url><loc>{URL}/en/countries/ml/</loc>.*?</url>", xml)
    assert f'hreflang="fr" href="{URL}/fr/countries/ml/"' in entry
    assert 'hreflang="es"' not in entry
    assert f"{URL}/en/objectives/5/" in xml
    assert f"{URL}/en/themes/protection/" in xml
    assert f"{URL}/en/objectives/23/" not in xml


# Regions


def test_a_region_leads_on_to_its_countries_objectives_and_news(explored, client):
    response = client.get("/en/regions/west/")
    html = text_of(response)
    assert {"/en/countries/ml/", "/en/countries/sn/", "/en/objectives/5/"} <= {*links_of(response)}
    assert "/en/projects/?region=west&objective=gcm-5" in links_of(response)
    assert html.count("In Bamako.") == 1
    assert "Philippines" not in html
