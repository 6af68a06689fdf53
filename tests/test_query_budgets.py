"""How many queries a page may cost in a warm process, without any page cache; and that a GET writes nothing.

A page costs 3: which page the address is, its row, its translations. Whether it is private and the way to
it are kept, and so is all that is counted of the portfolio, and every card that has been printed. The rest
of each budget is named beside it.
"""

from copy import deepcopy
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.models import NewsProject
from projects.models import Expert
from tests import base_site, factories
from tests.translating import translate_into

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_is_enough("both are asked as often; that they answer is shown elsewhere"),
]

BUDGETS: dict[str, tuple[str | None, int]] = {
    # Address, the page type that answers there, and what it may cost.
    "/en/": ("HomePage", 3),
    "/en/objective-23/": ("Objective23Page", 3),
    "/en/objective-23/way-1/": ("MechanismPage", 3),
    "/en/projects/": ("ProjectIndexPage", 3),
    "/en/projects/?country=ml&objective=gcm-5&way=way-1&year=2014&status=completed": ("ProjectIndexPage", 3),
    "/en/projects/?q=One&sort=title": ("ProjectIndexPage", 4),  # words are looked up by 1
    "/en/projects/map/?objective=gcm-5": ("ProjectIndexPage", 4),  # projects without a country 1
    "/en/projects/one/": ("ProjectPage", 11),  # picture 2, five kinds of rows 5, which news 1
    "/en/practices/": ("PracticeIndexPage", 3),
    "/en/regions/": ("RegionIndexPage", 3),
    "/en/regions/a-region/": ("RegionPage", 4),  # its tags 1
    "/en/countries/": ("CountryIndexPage", 3),
    "/en/countries/ml/": ("CountryIndexPage", 3),
    "/en/countries/ne/": ("CountryIndexPage", 3),  # has no project, gave experts
    "/en/objectives/": ("ObjectiveIndexPage", 3),
    "/en/objectives/5/": ("ObjectiveIndexPage", 3),
    "/en/themes/": ("ThemeIndexPage", 3),
    "/en/themes/protection/": ("ThemeIndexPage", 3),
    "/en/open-data/": ("OpenDataPage", 4),  # what was published last 1
    "/en/news/": ("NewsIndexPage", 8),  # what can be chosen 3, the number 1, which news 1
    "/en/news/?year=2022&country=ml": ("NewsIndexPage", 8),
    "/en/news/launched/": ("NewsPage", 7),  # its tags 1, its picture 2, which projects 1
    "/en/request/": ("RequestPage", 3),
    # The steps below it: rules and doors are kept.
    "/en/request/check/": ("RequestPage", 2),
    "/en/request/check/?country=ml&kind=parliament&topic=other&partners=alone": ("RequestPage", 2),
    "/en/request/letter/?country=ml": ("RequestPage", 2),
    "/en/about/": ("ContentPage", 3),
    "/en/search/": ("SearchPage", 3),
    # what matches 1, the pages of a sheet and their texts 2
    "/en/search/?q=way+in+Mali&page=2": ("SearchPage", 6),
    "/fr/nowhere/": (None, 6),  # the address, Wagtail's walk, and whether it exists in another language
}


@pytest.fixture(scope="module")
def pages_of_every_type(for_the_module):
    with for_the_module():
        return make_pages_of_every_type(base_site.find())


@pytest.fixture
def whole_site(pages_of_every_type):
    """A page of every type, in English and French; what another project is made with."""
    return deepcopy(pages_of_every_type)


def make_pages_of_every_type(site):
    country = factories.CountryFactory(slug="ml", region=factories.RegionFactory())
    way = factories.MechanismFactory(number=1)
    image = factories.ImageFactory()
    objective = factories.ObjectiveFactory(number=5)
    niger = factories.CountryFactory(slug="ne", region=country.region)
    facts = {
        "countries": [country],
        "mechanisms": [way],
        "objectives": [objective],
        "themes": [factories.ThemeFactory(slug="protection")],
        "practice_title": "A handbook",
        "image": image,
    }
    experts = [Expert(country=niger, kind="partner_country")]
    project = factories.ProjectPageFactory(
        parent=site.projects, title="One", slug="one", experts=experts, **facts
    )
    factories.SiteTextFactory()
    objective_23 = factories.Objective23PageFactory(parent=site.home)
    regions = factories.RegionIndexPageFactory(parent=site.home)
    launch = {"title": "Launched", "date": date(2022, 4, 25), "image": image}
    news = factories.NewsPageFactory(parent=site.news, **launch)
    news.countries.set([country, niger])
    news.objectives.set([objective])
    news.project_links.add(NewsProject(project=project))
    news.save()
    pages = [
        project,
        objective_23,
        regions,
        factories.MechanismPageFactory(parent=objective_23, mechanism=way, slug="way-1"),
        factories.CountryIndexPageFactory(parent=site.home),
        factories.ObjectiveIndexPageFactory(parent=site.home),
        factories.ThemeIndexPageFactory(parent=site.home),
        factories.OpenDataPageFactory(parent=site.home),
        factories.RegionPageFactory(parent=regions, region=country.region, slug="a-region"),
        factories.RequestPageFactory(parent=site.home),
        factories.ContentPageFactory(parent=site.home, slug="about"),
        factories.PracticeIndexPageFactory(parent=site.home),
        factories.SearchPageFactory(parent=site.home),
        news,
    ]
    for page in pages:
        translate_into(page, site.fr)
    return facts


def add_projects(site, facts, number):
    for index in range(number):
        factories.ProjectPageFactory(parent=site.projects, slug=f"more-{index}", **facts)


def queries(client, address):
    client.get(address)  # vocabularies, menus and templates are read once in a process
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    page_type, _budget = BUDGETS[address]
    assert response.status_code == (200 if page_type else 404)
    if page_type:
        assert type(response.context["page"]).__name__ == page_type
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("address", BUDGETS)
def test_a_page_keeps_its_budget_and_writes_nothing(whole_site, client, address):
    found = queries(client, address)
    _page_type, budget = BUDGETS[address]
    assert len(found) <= budget, "\n".join(found)
    assert all(sql.lstrip("( ").startswith("SELECT") for sql in found)


def test_the_budgets_hold_whatever_the_size_of_the_portfolio(site, whole_site, client):
    add_projects(site, whole_site, 20)
    few = {address: len(queries(client, address)) for address in BUDGETS}
    for index in range(180):
        factories.ProjectPageFactory(parent=site.projects, slug=f"many-{index}", **whole_site)
    assert {address: len(queries(client, address)) for address in BUDGETS} == few
