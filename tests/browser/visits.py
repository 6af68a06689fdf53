"""One visit to a page, on which all is measured that a page can be measured for at once.

A page is loaded once, by a reader who comes for the first time: an empty cache, no cookies, a telephone. Then
its window is changed, not the page loaded again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

HERE = Path(__file__).resolve().parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
MEASURES = (HERE / "measures.js").read_text()
TELEPHONE = {"width": 360, "height": 800}
ZOOMED = {"width": 320, "height": 256}
"""A window of 1280 by 1024 at 400 %."""
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALL_RULES = {
    "runOnly": {"type": "tag", "values": STANDARDS},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
"""Of axe-core."""
COLOURS = ("color-contrast", "link-in-text-block")
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": COLOURS}, "rules": {}}
WITHOUT_COLOURS = {"rules": ALL_RULES["rules"] | {rule: {"enabled": False} for rule in COLOURS}}
MENU_BUTTON = "header [popovertarget]"


@dataclass
class File:
    """One answer of the network."""

    url: str
    kind: str = ""
    """As the browser calls it: Document, Stylesheet, Script, Image."""
    bytes: int = 0
    """As they came, compressed, with headers."""


@dataclass
class Visit:
    files: list[File] = field(default_factory=list)
    """All that was loaded by a reader who went down to the end of the page."""
    layout_shift: float = 0.0
    cookies: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    """Of the browser's console."""
    found: dict[str, list[str]] = field(default_factory=dict)
    """What is wrong, by measure and by the state in which it was taken."""

    def wrong(self, measure: str) -> list[str]:
        return [
            f"{key.removeprefix(f'{measure} at ')}: {text}"
            for key, texts in self.found.items()
            if key.startswith(f"{measure} at ")
            for text in texts
        ]


@contextmanager
def first_load(browser: Browser, address: str, visit: Visit) -> Iterator[Page]:
    """The page as a newcomer's telephone has loaded it and scrolled through it."""
    context = browser.new_context(
        viewport=TELEPHONE, device_scale_factor=2, color_scheme="light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.on("console", lambda said: _hear(said, visit))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    _listen(page, visit)
    page.goto(address, wait_until="load")
    page.evaluate(MEASURES)
    page.evaluate("measures.scrollThrough()")
    visit.layout_shift = page.evaluate("measures.layoutShift()")
    visit.cookies = [cookie["name"] for cookie in context.cookies()]
    try:
        yield page
    finally:
        context.close()


def _hear(said: ConsoleMessage, visit: Visit) -> None:
    # A browser asks for /favicon.ico once, on whichever page; that each names its icon has a test of its own.
    if said.type == "error" and not said.location.get("url", "").endswith("/favicon.ico"):
        visit.complaints.append(said.text)


def _listen(page: Page, visit: Visit) -> None:
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    by_id: dict[str, File] = {}

    def asked(event: dict) -> None:
        if event["request"]["url"].startswith(("http:", "https:")):
            by_id[event["requestId"]] = File(event["request"]["url"])
            visit.files.append(by_id[event["requestId"]])

    def answered(event: dict) -> None:
        if event["requestId"] in by_id:
            by_id[event["requestId"]].kind = event["type"]

    def finished(event: dict) -> None:
        if event["requestId"] in by_id:
            by_id[event["requestId"]].bytes = round(event["encodedDataLength"])

    network.on("Network.requestWillBeSent", asked)
    network.on("Network.responseReceived", answered)
    network.on("Network.loadingFinished", finished)


def weigh(browser: Browser, address: str) -> Visit:
    visit = Visit()
    with first_load(browser, address, visit):
        return visit


def survey(browser: Browser, address: str, *, whole: bool) -> Visit:
    """All measures; ``whole``: in every window, light and dark, else each but once."""
    visit = Visit()
    with first_load(browser, address, visit) as page:
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            visit.found[f"width at {width}"] = page.evaluate("measures.tooWide()")
            if width != 768:
                visit.found[f"spacing at {width}"] = page.evaluate("measures.withSpacedText()")
                visit.found[f"targets at {width}"] = page.evaluate("measures.smallTargets()")
        page.set_viewport_size(ZOOMED)
        visit.found["width at 320"] = page.evaluate("measures.tooWide()")
        _audit(page, visit, whole=whole)
    return visit


def glance(browser: Browser, address: str) -> Visit:
    """The page on a telephone: axe, its width. For what has been surveyed in another language."""
    visit = Visit()
    with first_load(browser, address, visit) as page:
        visit.found["width at 360"] = page.evaluate("measures.tooWide()")
        _audit(page, visit, whole=False)
    return visit


def _audit(page: Page, visit: Visit, *, whole: bool) -> None:
    """``whole``: at two widths, and the colours of both schemes, which all languages share."""
    if AXE.exists():
        page.evaluate(AXE.read_text())
    for width in (360, 1280) if whole else (360,):
        page.set_viewport_size({"width": width, "height": 800})
        visit.found[f"axe at {width} light"] = _violations(page, {} if whole else WITHOUT_COLOURS)
        if whole:
            page.emulate_media(color_scheme="dark")
            visit.found[f"axe at {width} dark"] = _violations(page, ONLY_COLOURS)
            page.emulate_media(color_scheme="light")


def survey_menus(browser: Browser, address: str) -> Visit:
    """The menus of the header, open: they are the same on every page."""
    visit = Visit()
    with first_load(browser, address, visit) as page:
        if AXE.exists():
            page.evaluate(AXE.read_text())
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                _audit_menus(page, visit, f"{width} {scheme}")
    return visit


def _audit_menus(page: Page, visit: Visit, state: str) -> None:
    for button in page.locator(MENU_BUTTON).all():
        if button.is_visible():
            menu = "#" + (button.get_attribute("popovertarget") or "")
            button.click()
            state = f"{state}, with {menu} open"
            visit.found[f"axe at {state}"] = _violations(page, {}, "header", menu)
            visit.found[f"targets at {state}"] = page.evaluate("menu => measures.smallTargets(menu)", menu)
            visit.found[f"width at {state}"] = page.evaluate("measures.tooWide()")
            page.keyboard.press("Escape")


def _violations(page: Page, options: dict, *parts: str) -> list[str]:
    """What axe-core finds on the page, or on parts of it."""
    if not AXE.exists():
        return []
    return page.evaluate(
        """async ([parts, options]) => {
            measures.finishAnimations();
            const where = parts.length ? { include: parts.map((part) => [part]) } : document;
            const { violations } = await axe.run(where, options);
            return violations.map(({ id, help, nodes }) => `${id} (${help}): ` + nodes.slice(0, 3).map(
                ({ target, any }) => target.join(" ") + (any[0] ? ` [${any[0].message}]` : "")
            ).join("; ") + (nodes.length > 3 ? ` and ${nodes.length - 3} more` : ""));
        }""",
        [list(parts), ALL_RULES | options],
    )


def tab_through(page: Page) -> list[str]:
    """Tab from the top to the end: what is wrong with the way."""
    page.evaluate(MEASURES)
    number = page.evaluate("measures.expectStops()")
    found: list[str] = []
    places = []
    for _press in range(number + 20):
        page.keyboard.press("Tab")
        stop = page.evaluate("measures.stop()")
        if stop is None or (places and stop["place"] == places[0]):
            break
        found += stop["wrong"]
        # What scrolls by itself is a stop of the browser's own.
        if stop["place"] >= 0:
            places.append(stop["place"])
    names = page.evaluate("measures.stopNames()")
    found += [f"Tab does not reach {names[place]}" for place in range(number) if place not in places]
    if places != sorted(places):
        found.append("Tab does not go in the order of the document: " + ", ".join(names[at] for at in places))
    return found


def follow(button: Locator) -> None:
    """Click what leads to another page, and wait until it is there: a click alone waits until it begins."""
    with button.page.expect_navigation():
        button.click()
