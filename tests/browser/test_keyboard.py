"""Every template by the keyboard alone."""

import pytest

from tests.showcase.catalogue import BY_NAME

from .conftest import nothing
from .visits import MENU_BUTTON, tab_through

NARROW_TOO = ("home", "projects", "map", "project", "news", "can-we-ask", "letter")
"""Templates that put something else in reach on a narrow screen."""
OF_EACH_FRAME = ("home", "project", "letter", "not-found", "error")
"""One of each kind of page around what is skipped to."""


@pytest.mark.parametrize(
    ("name", "width"), [*((name, 1280) for name in BY_NAME), *((name, 360) for name in NARROW_TOO)]
)
def test_tab_reaches_everything_in_order_and_shows_where_it_is(window, name, width):
    assert nothing(tab_through(window(name, "en", width)))


@pytest.mark.parametrize("name", OF_EACH_FRAME)
def test_the_first_stop_skips_to_the_content(window, name):
    page = window(name, "en", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a[href^=\"#\"]')"), "no link to skip by"
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.keyboard.press("Tab")
    assert page.evaluate(
        "!document.querySelector('main a[href], main button, main input, main select, main summary') ||"
        " document.querySelector('main').contains(document.activeElement)"
    )


def test_the_menu_opens_and_escape_closes_it_and_gives_the_focus_back(window):
    page = window("home", "en", 360)
    button = page.locator(MENU_BUTTON).first
    assert button.is_visible(), "there is no button that opens the menu"
    menu = page.locator("#" + button.get_attribute("popovertarget"))
    assert not menu.is_visible()
    button.focus()
    page.keyboard.press("Enter")
    assert menu.is_visible()
    page.keyboard.press("Tab")
    assert menu.evaluate("menu => menu.contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    assert button.evaluate("button => button === document.activeElement")


def test_the_list_is_narrowed_down_by_the_keyboard(window):
    page = window("news", "en", 1280)
    field = page.locator("main form :is(select, input:not([type=hidden]))").first
    name = field.get_attribute("name")
    while not field.evaluate("field => field === document.activeElement"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), "Tab does not reach the field"
    page.keyboard.press("ArrowDown" if field.evaluate("field => field.localName") == "select" else "Space")
    while not page.evaluate("document.activeElement.matches('main form button, main form [type=submit]')"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body"), "Tab does not reach the button"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert f"{name}=" in page.url
    assert page.locator("h1").count() == 1
