"""What is wrong with an answer, whatever was sent."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from .row import CANARY, Answer, Row

OF_A_PROGRAM = (
    "Traceback (most recent call last)",
    "site-packages",
    "DJANGO_SETTINGS_MODULE",
    "You're seeing this error because",
    "Exception Type",
    "django.db",
    "psycopg",
    "sqlite3.",
)
"""What stands in debug pages and traces."""
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what stands after them."""
HTML, XML = ("text/html", "application/xhtml+xml"), ("application/xml", "text/xml", "application/atom+xml")
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "",
    "Content-Security-Policy": "default-src",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "",
    "Permissions-Policy": "camera=()",
}
"""Headers of every answer of the site, and what must stand in them."""


def wrong(row: Row, answer: Answer | None, site: str) -> list[str]:
    """All that is wrong, in words."""
    if answer is None:
        return [] if row.by_server else ["no answer"]
    found = [*_status(row, answer), *_told(answer), *_led_away(answer, site), *_headers(row, answer)]
    found += [f"unescaped: {place}" for place in reflected(answer, site)]
    if said := row.also(answer):
        found.append(said)
    return found


def wrong_for_others(answer: Answer | None) -> list[str]:
    """Of an innocent reader's answer after an attack."""
    if answer is None or answer.status != 200:
        return [f"others get {answer.status if answer else 'nothing'} afterwards"]
    if CANARY in answer.text or CANARY in str(answer.headers):
        return ["others get what was planted"]
    return []


def _status(row: Row, answer: Answer) -> Iterator[str]:
    # A server must say 501 to pieces that it does not know (RFC 9112, 6.1): that is no fault.
    if answer.status >= 500 and not (row.by_server and answer.status in row.statuses):
        yield f"a fault: {answer.status}"
    elif answer.status not in row.statuses:
        yield f"{answer.status} in the place of {' or '.join(map(str, row.statuses))}"


def _told(answer: Answer) -> Iterator[str]:
    for text in OF_A_PROGRAM:
        if text in answer.text:
            yield f"tells of the program: {text}"


def _led_away(answer: Answer, site: str) -> Iterator[str]:
    location = answer.headers.get("Location")
    if location is None:
        return
    # As a browser reads it: backslashes are slashes, tabs and line ends are nothing.
    seen = re.sub(r"[\t\r\n]", "", location.strip()).replace("\\", "/")
    leads_to = urlsplit(urljoin(site, seen))
    if f"{leads_to.scheme}://{leads_to.netloc}" != site:
        yield f"leads off the site: {location[:100]}"


def _headers(row: Row, answer: Answer) -> Iterator[str]:
    for name, value in answer.headers.items():
        if CANARY in name.lower():
            yield f"a header was planted: {name}"
        if name.lower() == "set-cookie" and CANARY in value:
            yield f"a cookie was planted: {value[:80]}"
    if row.by_server:
        return
    for name, part in WANTED.items():
        if part not in answer.headers.get(name, "\0"):
            yield f"{name}: {answer.headers.get(name)}"


def reflected(answer: Answer, site: str) -> list[str]:
    """Where what was sent stands as markup, as a script, or as an address that runs one."""
    found = ["a character that turns the text's direction"] if TURNS.search(answer.text) else []
    if answer.kind in HTML:
        page = _Page(site)
        page.feed(answer.text)
        page.close()
        return found + page.found
    if answer.kind in XML and re.search(rf"<[^>]*\b{CANARY}\(", answer.text):
        found.append("markup in XML")
    return found


class _Page(HTMLParser):
    """Reads as a browser does: what is markup there is markup here."""

    def __init__(self, site: str) -> None:
        super().__init__(convert_charrefs=True)
        self.site = site
        self.found: list[str] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        if CANARY in tag:
            self.found.append(f"an element <{tag[:40]}>")
        for name, value in attrs:
            value = value or ""
            if CANARY in name or (name.startswith("on") and CANARY in value):
                self.found.append(f"an attribute {name[:40]} of <{tag}>")
            if name in ("href", "src", "action", "formaction", "srcset", "style") and CANARY in value:
                address = re.sub(r"[\x00-\x20]", "", value).lower()
                is_ours = address.startswith((f"{self.site}/", "?", "#")) or re.match(r"/[^/\\]", address)
                if not is_ours or name == "style":
                    self.found.append(f"the address {value[:60]} in <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style") and CANARY in data:
            self.found.append(f"text of a <{self._inside}>")

    def handle_comment(self, data: str) -> None:
        if CANARY in data:
            self.found.append("a comment")
