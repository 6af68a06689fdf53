"""Every template, measured: no barrier that a program finds, nothing cut off, too wide or too small."""

import pytest

from tests.showcase.catalogue import BY_NAME, RIGHT_TO_LEFT

from .conftest import given, nothing
from .visits import AXE, survey_menus

every_template = pytest.mark.parametrize("name", BY_NAME)


@pytest.fixture
def wrong(visited, name):
    """``wrong(measure)``: what it found on a template, in any language."""
    return lambda measure: [
        f"{language} {text}"
        for language in BY_NAME[name].languages
        for text in visited(name, language).wrong(measure)
    ]


@every_template
def test_axe_finds_no_barrier(wrong, name):
    """In English at two widths, light and dark; in the others once, without the colours."""
    given("axe-core", AXE.exists())
    assert nothing(wrong("axe"))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_open_menus_are_as_good_as_the_page(browser, showcase, language):
    visit = survey_menus(browser, showcase.address(BY_NAME["home"], language))
    assert nothing([text for measure in ("axe", "targets", "width") for text in visit.wrong(measure)])


@every_template
def test_it_fits_its_window(wrong, name):
    """Also at 320 CSS pixels, to which a zoom of 400 % leads (WCAG 1.4.10)."""
    assert nothing(wrong("width"))


@every_template
def test_wider_spaced_text_is_not_cut_off(wrong, name):
    """WCAG 1.4.12."""
    assert nothing(wrong("spacing"))


@every_template
def test_what_can_be_pressed_is_large_enough(wrong, name):
    """WCAG 2.5.8."""
    assert nothing(wrong("targets"))


@every_template
def test_it_fits_its_window_from_right_to_left(window, name):
    page = window(name, RIGHT_TO_LEFT, 360)
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert nothing(page.evaluate("measures.tooWide()"))
    page.set_viewport_size({"width": 1280, "height": 800})
    assert nothing(page.evaluate("measures.tooWide()"))


@every_template
def test_the_browser_complains_of_nothing_but_a_missing_page(visited, name):
    status = BY_NAME[name].status
    said = [text for language in BY_NAME[name].languages for text in visited(name, language).complaints]
    assert nothing([text for text in said if status == 200 or f"status of {status}" not in text])
