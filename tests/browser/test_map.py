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


def test_a_screen_reader_hears_each_country_with_its_number_and_the_keyboard_opens_it(open_map):
    page = open_map("?country=ml&way=way-2")
    countries = page.get_by_role("group", name="Map of the world").get_by_role("link")
    assert [link.get_attribute("aria-label") for link in countries.all()] == [
        "Mali: 1 project",
        "Niger: 1 project",
    ]
    page.get_by_role("link", name="The same as a table").focus()
    page.keyboard.press("Tab")
    shown = page.locator(".projects-map text:visible")
    assert shown.all_text_contents() == ["Mali: 1 project"]
    page.keyboard.press("Tab")
    assert shown.all_text_contents() == ["Niger: 1 project"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/projects/?country=ne&way=way-2")
    assert page.locator("#results").inner_text() == "1 project"


def test_the_script_follows_a_choice_on_the_map_and_leaves_its_links_alone(open_map):
    page = open_map()
    everything = page.locator(".projects-map a").count()
    page.locator("#facet-country summary").click()
    page.locator("[name=country][value=ml]").click()
    page.wait_for_url("**/en/projects/map/?country=ml")
    page.wait_for_function(f"document.querySelectorAll('.projects-map a').length < {everything}")
    assert page.locator(".views a", has_text="List").get_attribute("href") == "/en/projects/?country=ml"
    page.get_by_role("link", name="The same as a table").click()
    assert page.url.endswith("/en/projects/map/?country=ml#countries")
    assert page.evaluate("document.activeElement.id || document.activeElement.localName") == "countries"


def test_it_is_drawn_in_the_colours_of_the_page_also_in_forced_ones(open_map):
    """What is taken from the file has colours of where it is used: it is not black."""
    page = open_map()
    shape = page.locator(".projects-map a[href*='=ml'] use")
    fills = []
    for media in ({}, {"color_scheme": "dark"}, {"forced_colors": "active"}, {"media": "print"}):
        page.emulate_media(**({"color_scheme": "light", "forced_colors": "none", "media": "screen"} | media))
        fills.append(shape.evaluate("shape => getComputedStyle(shape).fill"))
    assert len(set(fills)) == 2
    assert "rgb(0, 0, 0)" not in fills
