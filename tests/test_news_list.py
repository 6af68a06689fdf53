"""The list of news: some at a time, narrowed down by what stands in the address, alike in every language."""

import re
import xml.etree.ElementTree as ElementTree
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from news.models import NewsPage
from tests import factories
from tests.translating import translate_into

pytestmark = pytest.mark.django_db
URL = "http://localhost:8000"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def news(site):
    """Costa Rica 2022 (objective 16) and 2020 (7); Mali 2022 (16); one of 2024 without tags."""
    cr, ml = factories.CountryFactory(slug="cr"), factories.CountryFactory(slug="ml")
    factories.CountryFactory(slug="fj")
    seven, sixteen = factories.ObjectiveFactory(number=7), factories.ObjectiveFactory(number=16)
    rows = (
        ("Plan", date(2022, 4, 25), [cr], [sixteen]),
        ("Activity", date(2020, 12, 2), [cr], [seven]),
        ("Handbook", date(2022, 1, 1), [ml], [sixteen]),
        ("Fifteen", date(2024, 3, 21), [], []),
    )
    pages = {}
    for title, day, countries, objectives in rows:
        pages[title] = factories.NewsPageFactory(parent=site.news, title=title, date=day)
        pages[title].countries.set(countries)
        pages[title].objectives.set(objectives)
        pages[title].save()
    return pages


def many(site, number):
    for index in range(number):
        factories.NewsPageFactory(parent=site.news, title=f"Item {index:03}", date=date(2021, 1, 1))


def titles(html):
    return re.findall(r'<h3 class="card__title"><a href="[^"]+">([^<]+)</a>', html)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


SHOWN = {
    "": ["Fifteen", "Plan", "Handbook", "Activity"],
    "?year=2022": ["Plan", "Handbook"],
    "?country=cr": ["Plan", "Activity"],
    "?objective=gcm-16": ["Plan", "Handbook"],
    "?year=2022&country=cr&objective=gcm-16": ["Plan"],
    "?year=&country=&objective=": ["Fifteen", "Plan", "Handbook", "Activity"],
    # Of a parameter that is given twice the last counts; white space round a value is nothing; what is
    # not understood leaves the rest as it is.
    "?country=ml&country=cr": ["Plan", "Activity"],
    "?country=cr%0d%0a": ["Plan", "Activity"],
    "?country=cr&year=foo&page=x": ["Plan", "Activity"],
}


def test_the_address_says_what_is_shown_in_every_language(site, news, client):
    for language in ("en", "fr"):
        for query, expected in SHOWN.items():
            assert titles(read(client, f"/{language}/news/{query}")) == expected, query


NOT_UNDERSTOOD = [
    "page=foo",
    "page=0",
    "page=-1",
    "page=1e3",
    "page=" + "9" * 5000,
    "page=%00",
    "page=2&page=1",
    "year=foo",
    "year=0",
    "year=99999",
    "year=" + "9" * 5000,
    "year=-2022",
    "country=atlantis",
    "country=%00",
    "country=c%00r",
    "country=%ff%fe",
    "country=%ed%a0%80",
    "country[]=cr",
    "country=" + "x" * 5000,
    "objective=%27%22%3E%3Cscript%3E",
    "objective=gcm-99",
    "year=2022&year=foo",
    "&".join(f"country=a{number}" for number in range(900)),
    "%00=%00&;;=&=",
]


def test_what_is_not_understood_is_left_aside(site, news, client):
    for query in NOT_UNDERSTOOD:
        html = read(client, f"/en/news/?{query}")
        assert titles(html) == SHOWN[""], query
        assert "Filters in use:" not in html
        assert "<script>" not in html


def test_more_parameters_than_anybody_needs_are_refused(site, client):
    query = "&".join(f"country=a{number}" for number in range(1001))
    assert client.get(f"/en/news/?{query}").status_code == 400


def options(html, name):
    select = re.search(rf'<select id="facet-{name}".*?</select>', html, re.DOTALL).group(0)
    return re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)</option>', select)


def test_only_what_there_is_among_live_public_news_is_offered_with_its_number(site, news, client):
    draft = factories.NewsPageFactory(parent=site.news, title="Draft", date=date(1999, 1, 1), live=False)
    private = factories.NewsPageFactory(parent=site.news, title="Private", date=date(1998, 1, 1))
    for page in (draft, private):
        page.countries.set([factories.CountryFactory(slug="ne")])
        page.save()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    html = read(client, "/en/news/")
    assert options(html, "year") == [
        ("", "", "All years"),
        ("2024", "", "2024 (1)"),
        ("2022", "", "2022 (2)"),
        ("2020", "", "2020 (1)"),
    ]
    assert options(html, "country") == [
        ("", "", "All countries"),
        ("cr", "", "Costa Rica (2)"),
        ("ml", "", "Mali (1)"),
    ]
    assert [value for value, _, _ in options(html, "objective")] == ["", "gcm-7", "gcm-16"]


def test_numbers_go_by_the_other_filters_and_the_chosen_value_stays(site, news, client):
    html = read(client, "/en/news/?year=2022&country=cr")
    assert options(html, "year")[1:] == [("2022", " selected", "2022 (1)"), ("2020", "", "2020 (1)")]
    assert options(html, "country")[1:] == [("cr", " selected", "Costa Rica (1)"), ("ml", "", "Mali (1)")]
    assert [value for value, _, _ in options(html, "objective")] == ["", "gcm-16"]


def test_each_active_filter_is_shown_and_can_be_removed(site, news, client):
    html = read(client, "/fr/news/?year=2022&country=cr&page=1")
    assert 'href="/fr/news/?country=cr"' in html
    assert 'href="/fr/news/?year=2022"' in html
    assert "– 2022 – Costa Rica – MIEUX+</title>" in html


def test_where_nothing_fits_the_filter_to_drop_is_named(site, news, client):
    html = read(client, "/en/news/?year=2024&country=ml")
    assert "Nothing matches all these filters" in html
    assert '<a href="/en/news/?country=ml">without “2024”</a> (1 news item)' in html
    assert '<a href="/en/news/?year=2024">without “Mali”</a> (1 news item)' in html
    html = read(client, "/en/news/?year=1987&country=cr&objective=gcm-16")
    assert '<a href="/en/news/?country=cr&amp;objective=gcm-16">without “1987”</a> (1 news item)' in html
    assert "without “Costa Rica”" not in html
    # A country that is known, of which there is no news
    html = read(client, "/en/news/?country=fj")
    assert '<a href="/en/news/">without “Fiji”</a> (4 news items)' in html


def test_without_any_news_there_is_nothing_to_choose(site, client):
    html = read(client, "/en/news/")
    assert "There is no news here yet." in html
    assert "<select" not in html
    assert "Show all news" in read(client, "/en/news/?year=2024")


def test_a_sheet_holds_twelve_and_leads_to_the_next(site, client):
    many(site, 25)
    first, second, third = (read(client, f"/en/news/?page={number}") for number in (1, 2, 3))
    assert [len(titles(html)) for html in (first, second, third)] == [12, 12, 1]
    assert len({*titles(first), *titles(second), *titles(third)}) == 25
    assert f'<link rel="next" href="{URL}/en/news/?page=2">' in first
    assert 'rel="prev"' not in first
    assert f'<link rel="prev" href="{URL}/en/news/">' in second
    assert f'<link rel="next" href="{URL}/en/news/?page=3">' in second
    assert 'rel="next"' not in third
    assert titles(read(client, "/en/news/?page=99")) == titles(third)
    filtered = read(client, "/en/news/?page=2&year=2021")
    assert '<a href="/en/news/?year=2021&amp;page=3" rel="next">' in filtered
    assert '<a href="/en/news/?year=2021" rel="prev">' in filtered


def links(html, rel):
    return set(re.findall(rf'<link rel="{rel}"(?: hreflang="[^"]+")? href="([^"]+)">', html))


def test_a_sheet_is_an_address_of_its_own_a_filtered_list_the_whole_one(site, client):
    many(site, 25)
    html = read(client, "/fr/news/?page=2&utm_source=x")
    assert links(html, "canonical") == {f"{URL}/fr/news/?page=2"}
    assert links(html, "alternate") == {f"{URL}/{code}/news/?page=2" for code in ("en", "fr", "es")}
    assert links(read(client, "/fr/news/?page=99"), "canonical") == {f"{URL}/fr/news/?page=3"}
    html = read(client, "/fr/news/?year=2021&page=2")
    assert links(html, "canonical") == {f"{URL}/fr/news/"}
    assert links(html, "alternate") == {f"{URL}/{code}/news/" for code in ("en", "fr", "es")}


def test_a_change_of_language_keeps_the_filter_and_the_sheet(site, client):
    many(site, 25)
    html = read(client, "/fr/news/?page=2&year=2021&utm_source=x")
    for code in ("en", "fr", "es"):
        assert f'<a href="/{code}/news/?year=2021&amp;page=2" lang="{code}"' in html
    site.news.get_translation(site.es).unpublish()
    html = read(client, "/fr/news/?year=2021")
    assert '<a href="/es/" lang="es"' in html


def test_each_item_once_in_the_best_language_on_a_filtered_list_too(site, news, client, committed):
    with committed():
        translate_into(news["Plan"], site.fr)
    assert titles(read(client, "/fr/news/?country=cr")) == ["[fr] Plan", "Activity"]
    assert options(read(client, "/fr/news/"), "country")[1:] == [
        ("cr", "", "Costa Rica (2)"),
        ("ml", "", "Mali (1)"),
    ]


def test_the_tags_of_an_item_lead_to_the_filtered_list_and_to_the_pages_of_objectives(
    site, news, client, committed
):
    with committed():
        translate_into(news["Plan"], site.fr)
        translate_into(factories.ObjectiveIndexPageFactory(parent=site.home), site.fr)
    html = read(client, "/fr/news/plan/")
    assert '<a href="/fr/news/?country=cr">Costa Rica</a>' in html
    assert '<a href="/fr/objectives/16/">' in html


def test_the_number_of_queries_does_not_grow_with_the_news(site, news, client):
    def count(query):
        client.get(f"/en/news/{query}")  # what is kept is read once after a change
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/en/news/{query}")
        return len(captured)

    queries = ["", "?year=2022", "?country=cr&objective=gcm-16&year=2022", "?year=1987&country=cr"]
    before = {query: count(query) for query in queries}
    for index in range(196):
        page = factories.NewsPageFactory(parent=site.news, slug=f"many-{index}", date=date(2022, 1, 1))
        page.countries.set(news["Plan"].countries.all())
        page.objectives.set(news["Plan"].objectives.all())
        page.save()
    assert NewsPage.objects.count() == 200
    assert {query: count(query) for query in queries} == before
    assert max(before.values()) <= 14


def test_feeds_say_what_each_item_is_about_and_when_it_changed(site, news, client, committed):
    with committed():
        translate_into(news["Plan"], site.fr)
    changed = datetime(2025, 5, 5, 12, tzinfo=UTC)
    NewsPage.objects.update(last_published_at=changed, lead="2 < 3 & more")
    tree = ElementTree.fromstring(client.get("/fr/news/atom.xml").content)  # noqa: S314 - our own answer
    entry = tree.findall("a:entry", ATOM)[1]
    assert [row.get("term") for row in entry.findall("a:category", ATOM)] == [
        "Costa Rica",
        "16. Objective 16",
    ]
    assert entry.findtext("a:published", None, ATOM) == "2022-04-25T00:00:00+00:00"
    assert entry.findtext("a:updated", None, ATOM) == changed.isoformat()
    assert entry.findtext("a:summary", None, ATOM) == "2 &lt; 3 &amp; more"  # HTML, as the element says
    assert tree.findtext("a:updated", None, ATOM) == changed.isoformat()
    assert tree.findtext("a:author/a:name", None, ATOM) == "MIEUX+"
    rss = ElementTree.fromstring(client.get("/en/news/rss.xml").content)  # noqa: S314 - our own answer
    item = list(rss.iter("item"))[1]
    assert [row.text for row in item.findall("category")] == ["Costa Rica", "16. Objective 16"]


def test_a_feed_of_a_list_that_is_not_public_is_nowhere(site, client):
    site.news.get_translation(site.es).unpublish()
    assert client.get("/es/news/atom.xml").status_code == 404
    assert client.get("/en/news/atom.xml").status_code == 200
    PageViewRestriction.objects.create(page=site.news, restriction_type="login")
    assert client.get("/en/news/rss.xml").status_code == 404
