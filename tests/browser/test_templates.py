"""Every template, measured: no barrier that a program can find, no text cut off, nothing too wide or too small."""

from functools import cache

import pytest

from tests.showcase.catalogue import BY_NAME, LANGUAGES, RIGHT_TO_LEFT

from . import visits
from .conftest import given

# One process builds and serves the showcase.
pytestmark = pytest.mark.xdist_group("showcase")

every_template = pytest.mark.parametrize("name", BY_NAME)


@pytest.fixture(scope="session")
def visited(browser, showcase):
    """``visited(name, language)``: what was measured there, on one visit for all tests."""
    given("axe-core", visits.AXE.exists())

    @cache
    def visit(name: str, language: str) -> visits.Visit:
        address = showcase.address(BY_NAME[name], language)
        return visits.survey(browser, address, whole=language == "en")

    return visit


@pytest.fixture
def wrong(visited, name):
    """``wrong(measure)``: what it found on a template, in any language."""
    return lambda measure: [
        f"{language} {text}" for language in LANGUAGES for text in visited(name, language).wrong(measure)
    ]


@every_template
def test_axe_finds_no_barrier(wrong, name):
    """In English at two widths, light and dark, with the menu open too; in the others once."""
    assert wrong("axe") == []


@every_template
def test_it_fits_its_window(wrong, name):
    """Also at 320 CSS pixels, to which a zoom of 400 % leads (WCAG 1.4.10)."""
    assert wrong("width") == []


@every_template
def test_wider_spaced_text_is_not_cut_off(wrong, name):
    """WCAG 1.4.12."""
    assert wrong("spacing") == []


@every_template
def test_what_can_be_pressed_is_large_enough(wrong, name):
    """WCAG 2.5.8."""
    assert wrong("targets") == []


@every_template
def test_it_fits_its_window_from_right_to_left(browser, showcase, name):
    visit = visits.Visit()
    address = showcase.address(BY_NAME[name], RIGHT_TO_LEFT)
    with visits.first_load(browser, address, visit) as page:
        assert page.locator("html").get_attribute("dir") == "rtl"
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("measures.tooWide()") == [], width


@every_template
def test_the_browser_complains_of_nothing_but_a_missing_page(visited, name):
    status = BY_NAME[name].status
    said = [text for language in LANGUAGES for text in visited(name, language).complaints]
    assert [text for text in said if status == 200 or f"status of {status}" not in text] == []
