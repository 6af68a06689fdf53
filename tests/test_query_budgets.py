"""How many queries a page may cost in a warm process, without any page cache; and that a GET writes nothing.

Wagtail's own share is 4: the page by its address, its row of its own type, and the two with which it
asks whether the page is private. The frame adds 2: the page's translations and its ancestors. The rest
of each budget is named beside it.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.translating import translate_into

pytestmark = pytest.mark.django_db

BUDGETS = {
    "/en/": 10,  # evidence of the five ways 2, news and their pictures 2
    "/en/objective-23/": 14,  # evidence 2
    "/en/objective-23/way-1/": 14,  # projects as in a list 3, evidence 2, experts' countries 1
    "/en/projects/": 16,  # projects, their tags and pictures 3
    "/en/projects/one/": 16,  # tags 1, picture 2, five kinds of rows 5, related projects 3, news 1
    "/en/regions/": 16,  # regions 1, evidence 2
    "/en/regions/a-region/": 14,  # its tags 1, projects as in a list 3, evidence 2
    "/en/news/": 16,  # news, their tags and pictures 3
    "/en/news/launched/": 14,  # its tags 1, picture 2, its links 1, projects as in a list 3
    "/en/request/": 14,
    "/en/about/": 14,
    "/fr/nowhere/": 6,  # the address, Wagtail's walk, and whether it exists in another language
}


@pytest.fixture
def whole_site(site, committed):
    """A page of every type, in English and French."""
    from news.models import NewsProject

    country = factories.CountryFactory(slug="ml", region=factories.RegionFactory())
    way = factories.MechanismFactory(number=1)
    with committed():
        image = factories.ImageFactory()
    facts = {
        "countries": [country],
        "mechanisms": [way],
        "objectives": [factories.ObjectiveFactory(number=5)],
        "image": image,
    }
    project = factories.ProjectPageFactory(parent=site.projects, title="One", slug="one", **facts)
    factories.SiteTextFactory()
    objective = factories.Objective23PageFactory(parent=site.home)
    regions = factories.RegionIndexPageFactory(parent=site.home)
    news = factories.NewsPageFactory(parent=site.news, title="Launched", image=image)
    news.project_links.add(NewsProject(project=project))
    news.save()
    pages = [
        project,
        objective,
        regions,
        factories.MechanismPageFactory(parent=objective, mechanism=way, slug="way-1"),
        factories.RegionPageFactory(parent=regions, region=country.region, slug="a-region"),
        factories.RequestPageFactory(parent=site.home),
        factories.ContentPageFactory(parent=site.home, slug="about"),
        news,
    ]
    for page in pages:
        with committed():
            translate_into(page, site.fr)
    return facts


def add_projects(site, facts, number):
    for index in range(number):
        factories.ProjectPageFactory(parent=site.projects, slug=f"more-{index}", **facts)


def queries(client, address):
    client.get(address)  # vocabularies, menus and templates are read once in a process
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == (404 if "nowhere" in address else 200)
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("address", BUDGETS)
def test_a_page_keeps_its_budget_and_writes_nothing(whole_site, client, address):
    found = queries(client, address)
    assert len(found) <= BUDGETS[address], "\n".join(found)
    assert all(sql.lstrip("( ").startswith("SELECT") for sql in found)


def test_the_budgets_hold_whatever_the_size_of_the_portfolio(site, whole_site, client):
    add_projects(site, whole_site, 20)
    few = {address: len(queries(client, address)) for address in BUDGETS}
    for index in range(180):
        factories.ProjectPageFactory(parent=site.projects, slug=f"many-{index}", **whole_site)
    assert {address: len(queries(client, address)) for address in BUDGETS} == few
