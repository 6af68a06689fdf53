"""The map of projects as it is served: places are where they are, and everything is within reach."""

import pytest

from maps.world import on_the_world

PLACES = [
    ("Simferopol", 44.95, 34.10, "ua"),
    ("Kherson", 46.64, 32.61, "ua"),
    ("Laayoune", 27.15, -13.20, "eh"),
    ("Dakhla", 23.70, -15.93, "eh"),
    ("Hargeisa", 9.56, 44.06, "so"),
    ("Mogadishu", 2.05, 45.32, "so"),
    ("northern Nicosia", 35.20, 33.36, "cy"),
    ("Famagusta", 35.12, 33.94, "cy"),
    ("Pristina", 42.66, 21.17, "xk"),
    ("Ramallah", 31.90, 35.20, "ps"),
    ("Gaza", 31.45, 34.40, "ps"),
    ("Praia", 14.95, -23.50, "cv"),
    ("Port Louis", -20.16, 57.50, "mu"),
    ("Funafuti", -8.52, 179.19, "tv"),
]
"""Of countries that the showcase has projects in."""


@pytest.fixture
def open_map(showcase, page):
    def go(query="", width=1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{showcase.hosts['full']}/en/projects/map/{query}", wait_until="networkidle")
        page.locator(".projects-map").scroll_into_view_if_needed()
        return page

    return go


def country_at(page, latitude, longitude):
    """Whose link is met by who presses the map there: to a pixel, which on a telephone is 90 km."""
    x, y = on_the_world(longitude, latitude)
    return page.evaluate(
        """([x, y]) => {
            const map = document.querySelector(".projects-map");
            const box = map.getBoundingClientRect();
            const [left, top, width, height] = map.querySelector("svg").getAttribute("viewBox").split(" ");
            const across = box.left + ((x - left) / width) * box.width;
            const down = box.top + ((y - top) / height) * box.height;
            const around = [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1]];
            const met = around.map(([dx, dy]) => document.elementFromPoint(across + dx, down + dy));
            const links = met.map((element) => element.closest("a"));
            return links.find(Boolean)?.getAttribute("href").match(/country=(..)/)[1] ?? null;
        }""",
        [x, y],
    )


@pytest.mark.parametrize("width", [360, 1280])
def test_a_place_lies_on_its_country_or_its_marker(open_map, width):
    page = open_map(width=width)
    wrong = {
        name: found
        for name, latitude, longitude, code in PLACES
        if (found := country_at(page, latitude, longitude)) != code
    }
    assert wrong == {}


def test_a_filter_draws_it_nearer_and_places_stay_where_they_are(open_map):
    def shown(page):
        return page.locator(".projects-map svg").first.get_attribute("viewBox").split()[2]

    world = int(shown(open_map()))
    page = open_map("?country=ml&way=way-2")
    assert int(shown(page)) < world / 2
    assert [country_at(page, 12.64, -8.00), country_at(page, 13.51, 2.11)] == ["ml", "ne"]
    assert country_at(page, 14.69, -17.45) is None
