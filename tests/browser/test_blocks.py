"""A body with every kind of block, as a browser shows it."""

import pytest
from django.core.files.base import ContentFile

from documents.models import CustomDocument
from tests import factories

from .conftest import WIDTHS

PLAYER = "https://www.youtube-nocookie.com/embed/abcDEF12345"


@pytest.fixture
def body(site):
    factories.FigureFactory(code="requests").save_revision().publish()
    document = CustomDocument.objects.create(
        title="A handbook with a title that is a good deal longer than any title should be",
        file=ContentFile(b"%PDF-1.4", "handbook.pdf"),
    )
    columns = [{"type": "text", "heading": f"Column {number}"} for number in range(8)]
    rows = [{"values": [f"Cell {number}" for number in range(8)]}]
    page = factories.ContentPageFactory(parent=site.home, slug="body", title="Body")
    page.body = [
        ("heading", "A heading"),
        ("text", "<p>A text.</p>"),
        ("quote", {"quote": "Words.", "speaker": "Someone"}),
        ("accordion", {"texts": [{"heading": "How?", "text": "<p>So it is done.</p>"}]}),
        ("figures", {"heading": "In figures", "figures": ["requests", "counted-projects"]}),
        ("table", {"columns": columns, "rows": rows, "caption": "A wide table"}),
        ("call_to_action", {"text": "Go on.", "button": "All projects", "page": site.projects}),
        ("documents", {"heading": "Files", "documents": [document]}),
        ("related_pages", {"heading": "See also", "pages": [site.projects]}),
        ("video", {"url": "https://youtu.be/abcDEF12345", "title": "A film", "description": "People talk."}),
    ]
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_and_loads_nothing_from_elsewhere(body, live_server, page, complaints, elsewhere, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/en/body/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert elsewhere == []
    assert complaints == []


def test_a_text_opens_by_the_keyboard(body, live_server, page):
    page.goto(f"{live_server.url}/en/body/")
    text = page.get_by_text("So it is done.")
    assert not text.is_visible()
    page.get_by_text("How?").focus()
    page.keyboard.press("Enter")
    assert text.is_visible()


def test_a_video_is_loaded_once_the_reader_asks_for_it(body, live_server, page, complaints, elsewhere):
    page.route(f"{PLAYER}**", lambda route: route.fulfill(body="<p>The player</p>", content_type="text/html"))
    page.goto(f"{live_server.url}/en/body/")
    assert elsewhere == []
    page.get_by_role("button", name="Play the video from YouTube").click()
    page.frame_locator("iframe[title='A film']").get_by_text("The player").wait_for()
    assert elsewhere == [PLAYER]
    assert complaints == []


def test_without_scripts_a_video_is_a_link(body, live_server, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/en/body/")
    assert page.get_by_role("link", name="Open it on YouTube").is_visible()
    assert not page.get_by_role("button", name="Play the video from YouTube").is_visible()
    context.close()
