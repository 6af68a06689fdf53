"""The measures themselves: each finds what it is there for, and nothing on a page that is in order."""

import pytest

from . import visits

IN_ORDER = """
<style>
  body { margin: 20px; font: 16px/1.5 sans-serif }
  a:focus-visible, button:focus-visible { outline: 2px solid black }
  .button { display: inline-block; padding: 8px }
  .scroller { overflow-x: auto; width: 200px }
</style>
<p><a class="button" href="#one">One</a> <button class="button">Two</button></p>
<p>A sentence with <a href="#two">a link</a> and <a href="#three">another</a> in it.</p>
<p><a href="#four" tabindex="-1">No stop</a></p>
<div class="scroller" tabindex="0" style="outline: 2px solid">
  <div style="width: 2000px">A wide table</div>
</div>
"""


@pytest.fixture
def measured(browser):
    """``measured(html)``: a page that the measures can be taken of."""
    context = browser.new_context(viewport=visits.TELEPHONE)

    def load(html: str):
        page = context.new_page()
        whole = f"<!doctype html><html lang='en'><title>A page</title><body>{html}"
        page.route("**/*", lambda route: route.fulfill(body=whole, content_type="text/html"))
        page.goto("http://a-page.test/")
        page.evaluate(visits.MEASURES)
        return page

    yield load
    context.close()


ALL = ["tooWide()", "clipped()", "smallTargets()", "withSpacedText()"]


@pytest.mark.parametrize("measure", ALL)
def test_nothing_is_wrong_with_a_page_in_order(measured, measure):
    assert measured(IN_ORDER).evaluate(f"measures.{measure}") == []


def test_nothing_is_wrong_for_the_keyboard_with_a_page_in_order(measured):
    assert visits.tab_through(measured(IN_ORDER)) == []


@pytest.mark.parametrize(
    ("measure", "html"),
    [
        ("tooWide()", "<div style='width: 500px'>Wide</div>"),
        ("clipped()", "<p style='height: 1em; overflow: hidden'>Some text that needs<br>two lines</p>"),
        ("clipped()", "<p style='width: 3em; overflow: clip; white-space: nowrap'>A line that is long</p>"),
        ("withSpacedText()", "<p style='height: 1.2em; overflow: hidden; line-height: 1.2'>Tight</p>"),
        ("withSpacedText()", "<p style='white-space: nowrap'>Forty letters are too many in a row, so</p>"),
        (
            "smallTargets()",
            "<ul style='line-height: 16px'><li><a href='#1'>One</a><li><a href='#2'>Two</a></ul>",
        ),
        ("smallTargets()", "<button style='all: unset'>a</button><button style='all: unset'>b</button>"),
    ],
)
def test_what_is_wrong_is_found_and_named(measured, measure, html):
    page = measured(f"<body style='margin: 8px; font: 16px monospace'>{html}")
    assert page.evaluate(f"measures.{measure}") != []


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<style>:focus { outline: none }</style><a href='#'>One</a>", "no sign of the focus"),
        ("<a href='#'>One</a><a href='#' tabindex='1'>Two</a>", "order of the document"),
        (
            "<div style='position: fixed; inset: 0; background: white; z-index: 1'></div><a href='#'>One</a>",
            "out of sight",
        ),
        (
            "<a href='#'>One</a><a href='#' id='trap'>Two</a><a href='#'>Three</a>"
            "<script>trap.onkeydown = (event) => event.preventDefault()</script>",
            "Tab does not reach",
        ),
    ],
)
def test_what_is_wrong_for_the_keyboard_is_found(measured, html, complaint):
    found = visits.tab_through(measured(html))
    assert any(complaint in text for text in found)


def test_a_page_that_jumps_is_found(measured):
    page = measured("<div id='late'></div><h1>A heading</h1><p>A text that is pushed down</p>")
    page.wait_for_timeout(100)
    page.evaluate("late.style.height = '300px'")
    page.wait_for_timeout(100)
    assert page.evaluate("measures.layoutShift()") > 0.01
