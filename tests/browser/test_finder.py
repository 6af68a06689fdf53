"""The finder as its readers work it: with and without the script, by the keyboard, back and forward."""

import re

import pytest
from playwright.sync_api import expect

from .visits import follow

LANGUAGES = ("en", "fr", "es")


@pytest.fixture
def finder(showcase, page):
    """``finder("fr")``: the page with the finder, on a wide screen."""
    page.set_viewport_size({"width": 1280, "height": 900})

    def open_finder(language="en", query="", of=page):
        of.goto(f"{showcase.hosts['full']}/{language}/projects/{query}")
        return of

    return open_finder


@pytest.fixture
def without_script(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def number_found(page):
    return int(re.search(r"\d+", page.locator("#results").inner_text())[0])


def choose(page, name, value):
    box = page.locator(f"[name={name}][value={value}]")
    panel = page.locator("details.facet", has=box)
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    with page.expect_response(lambda response: f"{name}={value}" in response.url):
        box.click()
    expect(page.locator("#found")).not_to_have_attribute("aria-busy", "true")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_follows_a_choice_without_a_new_page(finder, language):
    page = finder(language)
    page.evaluate("document.body.dataset.same = 'yes'")
    promised = int(
        re.search(r"\((\d+)\)", page.locator("label:has([name=country][value=ne])").text_content())[1]
    )
    choose(page, "country", "ne")
    assert page.url.endswith(f"/{language}/projects/?country=ne")
    assert number_found(page) == promised == page.locator(".finding").count()
    assert page.locator("[role=status]").text_content() == page.locator("#results").text_content()
    assert page.evaluate("document.activeElement.value") == "ne"
    assert page.locator("[name=country][value=ne]").is_checked()
    assert page.evaluate("document.body.dataset.same") == "yes"
    for link in page.locator("#languages a").all():
        assert link.get_attribute("href").endswith("?country=ne")


def test_back_and_forward_lead_through_what_was_chosen(finder):
    page = finder()
    everything = number_found(page)
    choose(page, "country", "ne")
    some = number_found(page)
    choose(page, "way", "way-1")
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?country=ne$"))
    expect(page.locator("#results")).to_contain_text(str(some))
    page.go_back()
    expect(page.locator("#results")).to_contain_text(str(everything))
    expect(page.locator("[name=country][value=ne]")).not_to_be_checked()
    page.go_forward()
    expect(page.locator("#results")).to_contain_text(str(some))
    expect(page.locator("[name=country][value=ne]")).to_be_checked()


def test_words_are_searched_for_as_they_are_typed_without_filling_the_history(finder):
    page = finder()
    before = page.evaluate("history.length")
    page.locator("#q").press_sequentially("Mali", delay=600)
    expect(page).to_have_url(re.compile(r"\?q=Mali$"))
    assert page.evaluate("history.length") == before
    assert page.evaluate("document.activeElement.id") == "q"


def test_the_next_sheet_begins_at_its_top(finder):
    page = finder()
    page.locator(".sheets [rel=next]").click()
    expect(page).to_have_url(re.compile(r"\?page=2$"))
    expect(page.locator("#results")).to_be_focused()
    expect(page.locator("#results")).to_be_in_viewport()


def test_a_jump_within_the_page_is_left_to_the_browser(finder):
    page = finder()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/projects/" in request.url else None)
    page.locator(".skip-link").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    assert asked == []


def test_on_a_telephone_the_panel_says_what_it_finds_and_closes_behind_the_reader(finder):
    page = finder()
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("[popovertarget=filters]").first.click()
    choose(page, "country", "ne")
    expect(page.locator("#found-in-panel")).to_be_in_viewport()
    assert page.locator("#found-in-panel").inner_text() == page.locator("#number-found").text_content()
    page.locator("#filters [type=submit]").focus()
    page.keyboard.press("Tab")
    expect(page.locator("#filters")).not_to_be_visible()


def test_a_filter_is_taken_off_and_the_focus_goes_to_the_number_found(finder):
    page = finder(query="?country=ne&way=way-1")
    page.locator(".active-filters__list a").first.click()
    expect(page).to_have_url(re.compile(r"\?way=way-1$"))
    expect(page.locator("#results")).to_be_focused()


def test_what_cannot_be_fetched_is_gone_to(finder):
    page = finder()
    page.route(
        "**", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    page.locator("summary", has_text="Status").click()
    with page.expect_navigation(url=re.compile("status=pipeline")):
        page.locator("[name=status][value=pipeline]").click()
    assert page.locator(".finding").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_a_form_and_links_where_no_script_runs(finder, without_script, language):
    page = finder(language, of=without_script)
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("[popovertarget=filters]").first.click()
    page.locator("#facet-country summary").click()
    page.locator("[name=country][value=ne]").check()
    follow(page.locator("#filters [type=submit]"))
    assert page.url.endswith(f"/{language}/projects/?q=&country=ne#results")
    assert number_found(page) == page.locator(".finding").count() > 0
    follow(page.locator(".active-filters a").last)
    assert page.url.endswith(f"/{language}/projects/")


def test_nothing_found_says_what_to_leave_out(finder):
    page = finder(query="?status=pipeline&way=way-2")
    ways_out = page.locator(".nothing-found li a")
    promised = page.locator(".nothing-found li").first.inner_text()
    ways_out.first.click()
    expect(page.locator(".findings")).to_be_visible()
    assert f"({number_found(page)} " in promised


def test_the_keyboard_is_enough(finder):
    page = finder()
    page.locator("#facet-country summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    chosen = page.evaluate("document.activeElement.value")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(f"country={chosen}"))
    expect(page.locator(f"[name=country][value={chosen}]")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator("#facet-country summary")).to_be_focused()
