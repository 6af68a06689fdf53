"""What the drawings say: when, where by which way, and one example for each way."""

from datetime import date

import pytest

from projects.charts import timeline, ways_by_region
from projects.examples import examples_by
from projects.models import ProjectPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def portfolio(site):
    """Two regions, two ways and three projects; the third has no date."""
    west, east = (factories.RegionFactory(slug=slug) for slug in ("west", "east"))
    mali = factories.CountryFactory(slug="ml", region=west)
    kenya = factories.CountryFactory(slug="ke", region=east)
    ways = [factories.MechanismFactory(number=number) for number in (1, 2)]
    add = lambda **facts: factories.ProjectPageFactory(parent=site.projects, **facts)  # noqa: E731
    return {
        "west": west,
        "ways": ways,
        "old": add(
            title="Old",
            countries=[mali, kenya],
            mechanisms=ways,
            start=date(2010, 3, 1),
            end=date(2012, 2, 1),
        ),
        "new": add(title="New", countries=[mali], mechanisms=[ways[0]], start=date(2014, 1, 1)),
        "undated": add(title="Undated", regions=[east], mechanisms=[ways[0]]),
    }


def all_projects():
    return ProjectPage.objects.live()


def test_a_timeline_places_months_and_leaves_out_what_has_no_date(portfolio):
    chart = timeline(all_projects())
    old, new = chart.spans
    # Five years from January 2010: a month is 100 / 60 per cent.
    assert (old.project, old.start, old.width, old.knows) == (portfolio["old"], 3.33, 40, "both")
    assert (new.project, new.start, new.width, new.knows) == (portfolio["new"], 80, 1.67, "start")
    assert [(tick.year, tick.position) for tick in chart.ticks][::4] == [(2010, 0), (2014, 80)]
    assert chart.undated == [portfolio["undated"]]


def test_one_date_makes_no_timeline(portfolio):
    assert timeline([portfolio["new"], portfolio["undated"]]) is None


def test_a_project_counts_once_for_each_of_its_ways_and_regions(portfolio):
    chart = ways_by_region(all_projects(), "en")
    found = {(way.number, cell.region.slug): cell.projects for way, cells in chart.rows for cell in cells}
    assert found == {(1, "west"): 2, (1, "east"): 2, (2, "west"): 1, (2, "east"): 1}


def test_where_nothing_is_there_is_no_disc(portfolio):
    factories.MechanismFactory(number=3)
    _way, cells = ways_by_region(all_projects(), "en").rows[2]
    assert [(cell.projects, cell.radius) for cell in cells] == [(0, 0), (0, 0)]


def test_each_way_shows_its_latest_project_and_no_project_twice_where_it_can_be(portfolio):
    one, two = portfolio["ways"]
    found = examples_by(
        ProjectPage.objects.in_best_language(portfolio["old"].locale), "mechanism_items", "en"
    )
    assert found == {one.pk: portfolio["new"], two.pk: portfolio["old"]}
