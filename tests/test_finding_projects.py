"""The finder: what an address finds among the projects, and the count beside every choice."""

import re
from datetime import date
from itertools import product

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import PageViewRestriction

from projects.finder import find
from projects.finder.facets import BY_NAME
from projects.models import Expert, ProjectPage, RequestingInstitution
from tests import base_site, factories
from tests.translating import translate_into
from vocabularies.models import Area, Membership

pytestmark = pytest.mark.django_db

NATIONAL, LOCAL = "national_authority", "local_authority"
PROJECTS = {
    # By code, what each is to be found by; the latest start first, those without one last.
    "tahoua": {
        "country": {"ne"},
        "region": {"west"},
        "group": {"ldc"},
        "group-then": {"ldc"},
        "way": {"way-1"},
        "objective": {"gcm-23"},
        "institution": {LOCAL},
        "year": {"2023"},
        "status": {"completed"},
        "language": {"en", "fr"},
    },
    "agadez": {
        "country": {"ne", "ml"},
        "region": {"west"},
        "group": {"ldc"},
        "group-then": {"ldc"},
        "way": {"way-1", "way-5"},
        "objective": {"gcm-5", "gcm-23"},
        "theme": {"horizontal"},
        "area": {"policy"},
        "sdg": {"sdg-10"},
        "institution": {NATIONAL, LOCAL},
        "joint": {"yes"},
        "expert": {"tn", "fr"},
        "triangular": {"yes"},
        "year": {"2014", "2015"},
        "status": {"completed"},
        "language": {"en", "fr", "es"},
    },
    "praia": {
        # It left the group in 2007, after the project had begun.
        "country": {"cv"},
        "region": {"west"},
        "group-then": {"ldc"},
        "way": {"way-5"},
        "objective": {"gcm-5"},
        "expert": {"fr"},
        "year": {"2006"},
        "status": {"on_hold"},
        "language": {"en"},
    },
    "lusaka": {"region": {"south"}, "way": {"way-5"}, "status": {"cancelled"}, "language": {"en"}},
}
DATES = {
    "tahoua": (date(2023, 2, 1), date(2023, 8, 1)),
    "agadez": (date(2014, 4, 1), date(2015, 1, 1)),
    "praia": (date(2006, 5, 1), None),
    "lusaka": (None, None),
}


@pytest.fixture(scope="module")
def portfolio_of_four(for_the_module):
    with for_the_module():
        make_projects(base_site.find())


def make_projects(site):
    regions = {code: factories.RegionFactory(slug=code) for code in ("west", "south")}
    tags = {
        "countries": {
            code: factories.CountryFactory(slug=code, region=regions["west"]) for code in ("ne", "ml", "cv")
        },
        "regions": regions,
        "mechanisms": {f"way-{n}": factories.MechanismFactory(number=n) for n in (1, 5)},
        "objectives": {f"gcm-{n}": factories.ObjectiveFactory(number=n) for n in (5, 23)},
        "themes": {"horizontal": factories.ThemeFactory(slug="horizontal")},
        "sdgs": {"sdg-10": factories.SdgFactory(number=10)},
    }
    theme = tags["themes"]["horizontal"]
    tags["areas"] = {"policy": Area.objects.create(slug="policy", name="Policy", theme=theme)}
    givers = {code: factories.CountryFactory(slug=code, region=None) for code in ("fr", "tn")}
    ldc = factories.CountryGroupFactory(slug="ldc", history_is_known=True)
    for code, until in (("ne", None), ("ml", None), ("cv", date(2007, 12, 20))):
        Membership.objects.create(group=ldc, country=tags["countries"][code], until=until)
    fields = {
        "countries": "country",
        "mechanisms": "way",
        "objectives": "objective",
        "themes": "theme",
        "areas": "area",
        "sdgs": "sdg",
    }
    for code, facts in PROJECTS.items():
        start, end = DATES[code]
        page = factories.ProjectPageFactory(
            parent=site.projects,
            slug=code,
            title=code.title(),
            status=min(facts["status"]),
            start=start,
            end=end,
            institutions=[
                RequestingInstitution(name=f"{kind} of {code}", kind=kind)
                for kind in sorted(facts.get("institution", ()))
            ],
            experts=[
                Expert(country=givers[giver], kind="partner_country" if giver == "tn" else "eu_member_state")
                for giver in sorted(facts.get("expert", ()))
            ],
            regions=[] if facts.get("country") else [regions[region] for region in facts["region"]],
            **{
                field: [tags[field][value] for value in sorted(facts.get(facet, ()))]
                for field, facet in fields.items()
            },
        )
        for locale in (site.fr, site.es):
            if locale.language_code in facts["language"]:
                translate_into(page, locale)


def codes(finding):
    return [finding.portfolio.slugs[position] for position in finding.positions]


def matching(chosen):
    """What is to be found, worked out one project at a time."""
    return [
        code
        for code, facts in PROJECTS.items()
        if all(facts.get(facet, set()) & set(values) for facet, values in chosen.items() if values)
    ]


VALUES = {
    name: sorted({value for facts in PROJECTS.values() for value in facts.get(name, ())}) for name in BY_NAME
}
FILTERS = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(values), max_size=2, unique=True) for name, values in VALUES.items()}
)
SEVERAL_TIMES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def address(chosen, **others):
    query = QueryDict(mutable=True)
    for name, values in chosen.items():
        query.setlist(name, values)
    query.update(others)
    return query


def test_every_facet_has_exactly_the_values_that_some_project_has(portfolio_of_four):
    finding = find(QueryDict(), "en")
    offered = {
        choice.name: sorted(option.code for option in choice.options)
        for panel in finding.panels()
        for choice in panel.choices
    }
    assert offered == VALUES


@SEVERAL_TIMES
@given(chosen=FILTERS)
def test_what_is_found_and_the_count_beside_every_value_are_right_for_any_filter(portfolio_of_four, chosen):
    finding = find(address(chosen), "en")
    assert codes(finding) == matching(chosen)
    for name, values in VALUES.items():
        counts = finding.count_by(name)
        assert counts == {value: len(matching(chosen | {name: [value]})) for value in values}


@pytest.mark.parametrize("name", VALUES)
def test_a_count_is_what_choosing_the_value_finds(portfolio_of_four, name):
    for value, number in find(QueryDict(), "en").count_by(name).items():
        assert find(address({name: [value]}), "en").count == number > 0


@SEVERAL_TIMES
@given(chosen=FILTERS)
def test_an_address_written_from_a_filter_finds_the_same_again(portfolio_of_four, chosen):
    finding = find(address(chosen, sort="title"), "en")
    again = find(QueryDict(finding.filter.query().removeprefix("?")), "en")
    assert again.filter == finding.filter
    assert codes(again) == codes(finding)


@SEVERAL_TIMES
@given(chosen=FILTERS)
def test_where_nothing_is_found_it_says_which_filter_to_leave_out(portfolio_of_four, chosen):
    finding = find(address(chosen), "en")
    if finding.count:
        return
    for way in finding.ways_out():
        assert find(QueryDict(way.query_without.removeprefix("?")), "en").count == way.count > 0
    left_out = [name for name, values in chosen.items() if values and matching(chosen | {name: []})]
    assert len(finding.ways_out()) == len(left_out)


def test_the_figures_follow_the_filter(portfolio_of_four):
    figures = find(QueryDict("country=ne&country=cv"), "en").figures
    assert figures.projects == 3
    assert [term.slug for term in figures.countries] == ["cv", "ml", "ne"]
    assert (figures.first_year, figures.last_year) == (2006, 2023)
    assert [(standing.group.slug, len(standing.now)) for standing in figures.groups] == [("ldc", 2)]
    assert find(QueryDict("status=cancelled"), "en").figures.first_year is None


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("", ["tahoua", "agadez", "praia", "lusaka"]),
        ("date", ["tahoua", "agadez", "praia", "lusaka"]),
        ("title", ["agadez", "lusaka", "praia", "tahoua"]),
        ("country", ["praia", "agadez", "tahoua", "lusaka"]),
        ("drop table", ["tahoua", "agadez", "praia", "lusaka"]),
    ],
)
def test_the_list_stands_in_the_order_that_was_asked_for(portfolio_of_four, sort, expected):
    assert codes(find(QueryDict(f"sort={sort}"), "en")) == expected


ODD = [
    "country=atlantis",
    "country[]=ne",
    "country=%ff%fe",
    "country=%ed%a0%80",
    "country=" + "x" * 5000,
    "page=foo",
    "page=-1",
    "page=0",
    "page=" + "9" * 5000,
    "page=1e3",
    "sort=%00",
    "q=%ff",
    "q=%00%0b",
    "language=xx",
    "year=99999",
    "unknown=1",
]


@pytest.mark.parametrize("query", ODD)
def test_what_is_not_understood_is_left_aside(portfolio_of_four, client, query):
    html = client.get(f"/en/projects/?{query}").content.decode()
    assert titles(html) == ["Tahoua", "Agadez", "Praia", "Lusaka"]
    assert "Filters in use:" not in html


def titles(html):
    return re.findall(r'<h3 class="card__title"><a [^>]*>([^<]*)</a>', html)


def test_control_characters_are_dropped_from_codes(portfolio_of_four):
    assert codes(find(QueryDict("country=cv%00"), "en")) == ["praia"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("one\r\n two\u2028three", "one two three"),
        ("\u202eilam\u202c \u2066x\u2069", "ilam x"),
        ("[[requests]] [\u202a[[x]]", "[requests]] [x]]"),
    ],
)
def test_what_was_typed_is_printed_as_it_is_and_turns_nothing_around(
    portfolio_of_four, client, typed, printed
):
    html = client.get("/en/projects/", {"q": typed}).content.decode()
    assert f'value="{printed}"' in html


def test_at_most_ten_values_of_a_facet_and_two_hundred_letters_are_read(portfolio_of_four):
    many = "&".join(f"year={year}" for year in range(1000, 1090)) + "&year=2006"
    assert find(QueryDict(many), "en").filter.chosen == {"year": ("2006",)}
    beyond = "&".join(f"year={year}" for year in range(1000, 1200)) + "&year=2006"
    assert find(QueryDict(beyond), "en").filter.chosen == {}
    assert len(find(QueryDict("q=" + "a" * 500), "en").filter.text) == 200


@SEVERAL_TIMES
@given(
    pairs=st.lists(
        st.tuples(st.sampled_from([*BY_NAME, "q", "sort", "page"]), st.text(max_size=30)), max_size=6
    )
)
def test_no_address_is_an_error_and_nothing_of_it_comes_back_as_markup(portfolio_of_four, client, pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, f"<i>{value}" if name == "q" else value)
    response = client.get("/en/projects/", query_params=query)
    assert response.status_code == 200
    assert "<i>" not in response.content.decode()


def test_every_project_once_in_the_best_language_with_a_mark_where_it_is_not_the_readers(
    portfolio_of_four, client
):
    html = client.get("/es/projects/").content.decode()
    assert titles(html) == ["Tahoua", "[es] Agadez", "Praia", "Lusaka"]
    assert len(re.findall(r'<article class="finding[^"]*" lang="en">', html)) == 3


def test_a_change_of_language_keeps_the_filter(portfolio_of_four, client):
    html = client.get("/en/projects/?country=ne&sort=title&page=1&junk=1").content.decode()
    assert 'href="/fr/projects/?country=ne&amp;sort=title"' in html
    assert "junk" not in html


def test_drafts_private_pages_and_languages_that_are_not_live_are_not_in_the_portfolio(site, client):
    for code, changes in {"shown": {}, "draft": {"live": False}, "private": {}}.items():
        factories.ProjectPageFactory(parent=site.projects, slug=code, **changes)
    private = ProjectPage.objects.get(slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    assert set(codes(find(QueryDict(), "en"))) - {*PROJECTS} == {"shown"}


def test_a_project_under_way_without_a_known_end_is_under_way_until_today(site):
    factories.ProjectPageFactory(
        parent=site.projects, slug="begun", status="ongoing", start=date(date.today().year - 2, 5, 1)
    )
    years = find(QueryDict("status=ongoing"), "en").count_by("year")
    assert sorted(year for year in years if years[year]) == [
        str(date.today().year - ago) for ago in (2, 1, 0)
    ]


def test_what_is_published_is_found_at_once(site, committed):
    assert find(QueryDict("country=fj"), "en").filter.chosen == {}
    with committed():
        page = factories.ProjectPageFactory(
            parent=site.projects,
            slug="new",
            countries=[factories.CountryFactory(slug="fj")],
            mechanisms=[factories.MechanismFactory(number=9)],
        )
    assert codes(find(QueryDict("country=fj"), "en")) == ["new"]
    with committed():
        page.unpublish()
    assert find(QueryDict("country=fj"), "en").filter.chosen == {}


def test_a_search_engine_is_told_that_a_filtered_list_is_part_of_the_whole(portfolio_of_four, client):
    for query, canonical in product(("", "?country=ne", "?sort=title"), ("",)):
        html = client.get(f"/en/projects/{query}").content.decode()
        assert f'<link rel="canonical" href="http://localhost:8000/en/projects/{canonical}">' in html
        assert "noindex" not in html
    for address in ("/en/projects/?q=mali", "/en/projects/map/?q=mali&country=ne"):
        assert '<meta name="robots" content="noindex">' in client.get(address).content.decode()
