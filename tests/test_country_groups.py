"""Who was in a group of countries at the time of a project, and who is now: from dated rows, as of a day."""

from datetime import date

import pytest
from django.utils import timezone

from tests import factories
from vocabularies.catalogue import catalogue
from vocabularies.country_groups import standings, standings_today
from vocabularies.models import Country, Membership

pytestmark = pytest.mark.django_db
BEGAN = date(2014, 4, 1)
TODAY = date(2026, 11, 23)


@pytest.fixture
def ldc():
    return factories.CountryGroupFactory(
        slug="ldc", name="LDC", history_is_known=True, as_of=date(2024, 12, 13), source="The UN’s list."
    )


def member(group, code, since=None, until=None):
    country = factories.CountryFactory(slug=code)
    return Membership.objects.create(group=group, country=country, since=since, until=until)


def terms(*codes):
    return [catalogue("en").of(Country).by_slug(code) for code in codes]


def told(standing):
    """The standing in plain values: codes, and codes with days."""
    return {
        name: [(row.country.slug, row.day.isoformat()) for row in rows]
        if name in ("left", "joined", "former")
        else [term.slug for term in rows]
        for name in ("then_and_now", "left", "joined", "former")
        if (rows := getattr(standing, name))
    }


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, {"then_and_now": ["ml"]}),
        (date(2014, 4, 1), None, {"then_and_now": ["ml"]}),  # joined on the very day
        (date(2014, 4, 2), None, {"joined": [("ml", "2014-04-02")]}),
        (None, date(2014, 4, 1), {"former": [("ml", "2014-04-01")]}),  # left on the very day
        (None, date(2014, 4, 2), {"left": [("ml", "2014-04-02")]}),
        (None, TODAY, {"left": [("ml", "2026-11-23")]}),
        (None, date(2026, 11, 24), {"then_and_now": ["ml"]}),  # an exit still to come
        (date(2020, 1, 1), date(2022, 1, 1), None),  # came and went after the project began
        (date(2027, 1, 1), None, None),  # an entry still to come
    ],
)
def test_then_and_now_by_the_dates_of_one_membership(ldc, since, until, expected):
    member(ldc, "ml", since, until)
    found = standings(terms("ml"), "en", then=BEGAN, today=TODAY)
    assert [told(standing) for standing in found] == ([] if expected is None else [expected])


def test_who_left_and_came_back_is_told_by_the_two_days(ldc):
    member(ldc, "ml", None, date(2010, 1, 1))
    member(ldc, "ml", date(2012, 1, 1), None)
    [standing] = standings(terms("ml"), "en", then=BEGAN, today=TODAY)
    assert told(standing) == {"then_and_now": ["ml"]}
    [standing] = standings(terms("ml"), "en", then=date(2011, 1, 1), today=TODAY)
    assert told(standing) == {"joined": [("ml", "2012-01-01")]}


def test_each_country_of_several_is_told_for_itself_and_others_not_at_all(ldc):
    member(ldc, "tg")
    member(ldc, "bj", None, date(2020, 1, 1))
    member(ldc, "ne")
    factories.CountryFactory(slug="mx")
    [standing] = standings(terms("bj", "mx", "tg"), "en", then=BEGAN, today=TODAY)
    assert told(standing) == {"then_and_now": ["tg"], "left": [("bj", "2020-01-01")]}
    assert [term.slug for term in standing.now] == ["tg"]


@pytest.mark.parametrize("then", [None, date(2027, 1, 1)])
def test_where_no_time_can_be_told_only_today_is(ldc, then):
    member(ldc, "ml", date(2020, 1, 1))
    member(ldc, "cv", None, date(2007, 12, 1))
    [standing] = standings(terms("ml", "cv"), "en", then=then, today=TODAY)
    assert (standing.then, told(standing), [term.slug for term in standing.now]) == (None, {}, ["ml"])


def test_a_group_without_a_history_is_told_as_of_its_date_only():
    group = factories.CountryGroupFactory(as_of=date(2026, 7, 1))
    member(group, "mx", until=date(2030, 1, 1))
    [standing] = standings(terms("mx"), "en", then=BEGAN, today=TODAY)
    assert (standing.then, standing.as_of) == (None, date(2026, 7, 1))


def test_the_day_is_that_of_the_request_and_nothing_of_it_is_kept(
    ldc, monkeypatch, django_assert_num_queries
):
    member(ldc, "ml", None, date(2026, 11, 24))
    countries = terms("ml")
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 23))
    assert [told(row) for row in standings(countries, "en", then=BEGAN)] == [{"then_and_now": ["ml"]}]
    assert len(standings_today(countries, "en")) == 1
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 24))
    with django_assert_num_queries(0):
        assert [told(row) for row in standings(countries, "en", then=BEGAN)] == [
            {"left": [("ml", "2026-11-24")]}
        ]
        assert standings_today(countries, "en") == []


def text_of(html):
    return " ".join(html.split())


def test_a_project_says_then_and_now_and_as_of_when(site, client, ldc):
    income = factories.CountryGroupFactory(name="Middle income", source="The World Bank.")
    for code, until in (("ml", None), ("st", date(2024, 12, 13)), ("cv", date(2007, 12, 1))):
        member(ldc, code, until=until)
        member(income, code)
    countries = [Country.objects.get(slug=code) for code in ("ml", "st", "cv")]
    factories.ProjectPageFactory(
        parent=site.projects, slug="one", countries=countries, start=date(2014, 4, 1), end=date(2016, 1, 1)
    )
    html = text_of(client.get("/en/projects/one/").content.decode())
    for said in (
        "In April 2014 and today: Mali",
        "In April 2014, but no longer today: São Tomé &amp; Príncipe (until December 2024)",
        "No longer in April 2014: Cape Verde (until December 2007)",
        "List as of 13 December 2024",
        "<strong>Middle income</strong> <p>Cape Verde, Mali and São Tomé &amp; Príncipe</p>",
        "The date of the list is not recorded",
        '<span class="small" lang="en">The World Bank.</span>',
    ):
        assert said in html, said
    factories.ProjectPageFactory(
        parent=site.projects, slug="by-end", countries=countries, end=date(2019, 2, 1)
    )
    assert "In February 2019 and today: Mali" in text_of(client.get("/en/projects/by-end/").content.decode())
    factories.ProjectPageFactory(parent=site.projects, slug="undated", countries=countries)
    undated = text_of(client.get("/en/projects/undated/").content.decode())
    assert "<p>Today: Mali</p>" in undated
    assert "no longer" not in undated.lower()


def test_regions_and_ways_say_which_countries_and_as_of_when(site, client, ldc):
    region, way = factories.RegionFactory(), factories.MechanismFactory(number=5)
    mali = factories.CountryFactory(slug="ml", region=region)
    member(ldc, "ml")
    factories.ProjectPageFactory(parent=site.projects, countries=[mali], mechanisms=[way])
    objective = factories.Objective23PageFactory(parent=site.home)
    factories.MechanismPageFactory(parent=objective, mechanism=way, slug="way-5")
    regions = factories.RegionIndexPageFactory(parent=site.home)
    factories.RegionPageFactory(parent=regions, region=region, slug="here")
    factories.CountryGroupFactory(name="Islands", source="Another list.")
    html = text_of(client.get("/en/objective-23/").content.decode())
    assert "<strong>LDC</strong> <p>Today: Mali</p>" in html
    assert "List as of 13 December 2024" in html
    for address in ("/en/objective-23/way-5/", "/en/regions/here/"):
        html = text_of(client.get(address).content.decode())
        assert "<strong>LDC</strong> <p><strong>1</strong> project: Mali</p>" in html, address
        assert "List as of 13 December 2024" in html
        assert "The UN’s list." in html
        assert "<strong>Groups without a project so far:</strong> Islands" in html
        assert "Another list." in html
