"""The launch content in a reader's browser. What can be measured is measured elsewhere, of every template."""

import pytest

from .visits import follow

pytestmark = pytest.mark.serving


def test_the_reader_changes_language_and_stays_on_the_page(launched, page):
    page.goto(f"{launched}/en/news/500th-activity/")
    follow(page.get_by_role("navigation", name="Languages").get_by_role("link", name="Français"))
    assert page.url == f"{launched}/fr/news/500th-activity/"
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("h1").inner_text().endswith("la 500ᵉ activité")


@pytest.mark.parametrize("path", ["", "projects/mali-i/", "request/"])
def test_everything_can_be_read_without_javascript(launched, browser, page, path):
    context = browser.new_context(java_script_enabled=False)
    without = context.new_page()
    for one in (without, page):
        one.goto(f"{launched}/en/{path}")
    assert without.locator("body").inner_text() == page.locator("body").inner_text()
    context.close()


def test_a_picture_has_light_formats_and_its_size(launched, page):
    page.goto(f"{launched}/en/news/500th-activity/")
    picture = page.get_by_role("img", name="Drawing: five rows of ten discs")
    assert picture.get_attribute("width")
    assert page.locator("picture source[type='image/avif']").count() == 1
