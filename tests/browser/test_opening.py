"""What opens at a press: on the page that has a block of every kind."""

import pytest

PLAYER = "https://www.youtube-nocookie.com/embed/abcDEF12345"


@pytest.fixture
def body(showcase):
    """Its address."""
    return f"{showcase.hosts['full']}/en/news/every-block/"


def test_a_text_opens_by_the_keyboard(body, page):
    page.goto(body)
    text = page.get_by_text("So.", exact=True)
    assert not text.is_visible()
    page.get_by_text("How?", exact=True).focus()
    page.keyboard.press("Enter")
    assert text.is_visible()


def test_a_video_is_loaded_once_the_reader_asks_for_it(body, page, complaints, elsewhere):
    page.route(f"{PLAYER}**", lambda route: route.fulfill(body="<p>The player</p>", content_type="text/html"))
    page.goto(body)
    assert elsewhere == []
    page.get_by_role("button", name="Play the video from YouTube").click()
    page.frame_locator("iframe[title='A film']").get_by_text("The player").wait_for()
    assert elsewhere == [PLAYER]
    assert complaints == []


def test_without_scripts_a_video_is_a_link(body, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(body)
    assert page.get_by_role("link", name="Open it on YouTube").is_visible()
    assert not page.get_by_role("button", name="Play the video from YouTube").is_visible()
    context.close()
