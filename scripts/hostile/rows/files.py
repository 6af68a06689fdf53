"""The open data and the feeds: asked for what they cannot be asked for."""

from collections.abc import Iterator
from urllib.parse import quote

from ..row import CANARY, FOREIGN, IN_ATTRIBUTE, SCRIPT, Answer, Row
from .pages import FILES, OTHER_FILES

QUERIES = (
    (f"q={quote(SCRIPT)}", "a script"),
    (f"q={quote(IN_ATTRIBUTE)}", "an attribute's end"),
    ("q=%00", "a null byte"),
    ("q=%ff%fe", "no UTF-8"),
    ("q=%0d%0aX-Hostile9:1", "a header"),
    ("country=zz&country=%00&status=hostile9", "values that there are not"),
    ("country=ml&" * 200, "200 times a country"),
    ("page=-1&page=99999999999999999999&offset=-5&limit=1e9", "pages, offsets, limits"),
    ("format=exe&callback=hostile9&filename=../../x.csv&lang=xx", "parameters that mean nothing"),
    ("q=" + "a" * 3_000, "a text of 3,000 letters"),
    ("sort=hostile9&sort=%22", "an order that there is not"),
)
"""All that the finder does not understand it leaves aside, so the file is there: of nothing, where a text is
not found, and then the format of IATI, which cannot be empty, is not.
"""
MAY_BE_MISSING = ("/en/projects/projects.iati.xml",)
ENDINGS = (".bak", "~", ".gz", "/", ".html", "%00.html", ";.css", ".php", "/x.css", "%2f..%2fx")
KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "xml": "xml",
}


def rows() -> Iterator[Row]:
    for file in FILES:
        status = (200, 404) if file in MAY_BE_MISSING else 200
        for query, why in QUERIES:
            yield Row(f"{why}, of a file", f"{file}?{query}", status, also=_is_no_page)
        yield Row("1,500 parameters of a file", f"{file}?{'&'.join(['a'] * 1_500)}", 400)
        for ending in ENDINGS:
            yield Row("a file with another ending", f"{file}{ending}", 404)
        yield Row("a file in a language that there is not", file.replace("/en/", "/de/"), 404)
        yield Row("a file without a language", file.removeprefix("/en"), 404)
        for name, value in (
            ("Range", "bytes=0-5"),
            ("If-None-Match", '"a", W/"b", *, hostile9'),
            ("Origin", f"https://{FOREIGN}"),
            ("Accept", "text/html"),
            ("X-Forwarded-Host", FOREIGN),
        ):
            expected = (200, 304, 404) if name == "If-None-Match" else status
            yield Row(f"{name} of a file", file, expected, headers=[(name, value)], also=_names_us)
    for file in OTHER_FILES:
        yield Row("a query of a file that reads none", f"{file}?q={quote(SCRIPT)}&page=-1&{CANARY}", 200)
        yield Row("a null byte behind a file", f"{file}%00", 404)
        yield Row(
            "another host for a file", file, 200, headers=[("X-Forwarded-Host", FOREIGN)], also=_names_us
        )
    yield Row(
        "asked by another site's program, with its cookies",
        FILES[2],
        200,
        headers=[("Origin", f"https://{FOREIGN}"), ("Cookie", "sessionid=1")],
        also=_trusts_nobody,
    )
    yield Row(
        "asked whether another site may send",
        FILES[2],
        204,
        method="OPTIONS",
        headers=[("Origin", f"https://{FOREIGN}"), ("Access-Control-Request-Method", "DELETE")],
        also=_trusts_nobody,
    )


def _is_no_page(answer: Answer) -> str:
    """What readers type stands in no file that a browser would show as a page."""
    if answer.status == 200 and answer.kind == "text/html":
        return "a file served as a page"
    return ""


def _names_us(answer: Answer) -> str:
    return "names another host" if FOREIGN in answer.text else ""


def _trusts_nobody(answer: Answer) -> str:
    if answer.headers.get("Access-Control-Allow-Credentials"):
        return "trusts another site with a reader's cookies"
    return ""
