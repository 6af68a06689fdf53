"""What the drawings say: when, where by which way, and one example for each way."""

from datetime import date

import pytest

from projects.charts import timeline, ways_by_region
from projects.examples import examples_of
from projects.models import ProjectPage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(site):
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


def test_a_timeline_places_months_and_leaves_out_what_has_no_date(made):
    chart = timeline(all_projects())
    old, new = chart.spans
    # Five years from January 2010: a month is 100 / 60 per cent.
    assert (old.project, old.start, old.width, old.knows) == (made["old"], 3.33, 40, "both")
    assert (new.project, new.start, new.width, new.knows) == (made["new"], 80, 1.67, "start")
    assert [(tick.year, tick.position) for tick in chart.ticks][::4] == [(2010, 0), (2014, 80)]
    assert chart.undated == [made["undated"]]


def test_one_date_makes_no_timeline(made):
    assert timeline([made["new"], made["undated"]]) is None


def test_a_project_counts_once_for_each_of_its_ways_and_regions(made):
    chart = ways_by_region("en")
    found = {(way.number, cell.region.slug): cell.projects for way, cells in chart.rows for cell in cells}
    assert found == {(1, "west"): 2, (1, "east"): 2, (2, "west"): 1, (2, "east"): 1}


def test_where_nothing_is_there_is_no_disc(made):
    factories.MechanismFactory(number=3)
    _way, cells = ways_by_region("en").rows[2]
    assert [(cell.projects, cell.radius) for cell in cells] == [(0, 0), (0, 0)]


def test_each_way_shows_its_latest_project_and_no_project_twice_where_it_can_be():
    # The latest stands first: positions 0, 1 and 2.
    assert examples_of({"one": 0b011, "two": 0b010, "none": 0}) == {"one": 0, "two": 1}
    assert examples_of({"one": 0b100, "two": 0b100}) == {"one": 2, "two": 2}
