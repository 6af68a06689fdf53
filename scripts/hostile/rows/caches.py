"""Poisoning: what one asks for, others would get. Deception: what others get, one could ask for."""

from collections.abc import Iterator

from ..row import CANARY, FOREIGN, SCRIPT, Answer, Row
from .pages import FINDER, HOME, PAGES, SIGNED

UNKEYED = (
    ("X-Forwarded-Host", FOREIGN),
    ("X-Forwarded-Scheme", "nothttps"),
    ("X-Forwarded-Prefix", f"/{CANARY}"),
    ("X-Original-URL", f"/{CANARY}"),
    ("X-Host", FOREIGN),
    ("Forwarded", f"host={FOREIGN}"),
    ("Accept-Language", CANARY),
    ("User-Agent", SCRIPT),
    ("Cookie", f"{CANARY}={CANARY}"),
    ("Origin", f"https://{FOREIGN}"),
    ("Referer", f"https://{FOREIGN}"),
    ("X-Requested-With", "XMLHttpRequest"),
    ("Authorization", f"Basic {CANARY}"),
    ("Accept", CANARY),
)
"""What no cache keys on."""
JUNK = (
    f"utm_source={CANARY}",
    f"fbclid={CANARY}",
    f"_={CANARY}",
    f"cb={CANARY}&cb={CANARY}",
    f"{CANARY}",
    f"callback={CANARY}",
    f"_method=DELETE&x={CANARY}",
)
"""Parameters that no page reads."""
DECEIVING = (
    "x.css",
    "x.js",
    "a.png",
    ".css",
    "x.css/",
    "%2fx.css",
    ";x.css",
    "%3fx.css",
    "%23x.css",
    "%0ax.css",
)
"""Endings by which a cache may take a page for a file that all may have."""
PRIVATE = (f"/en/request/follow/{SIGNED}/", f"/en/request/send/{SIGNED}/", "/admin/", "/admin/login/")


def rows() -> Iterator[Row]:
    for page in (HOME, FINDER, "/en/request/", "/en/projects/everything/"):
        for name, value in UNKEYED:
            yield Row(f"poisoned by {name}", page, 200, headers=[(name, value)], then=page)
    for page in (HOME, FINDER, "/en/news/"):
        for query in JUNK:
            yield Row("poisoned by a parameter", f"{page}?{query}", 200, then=page)
            yield Row(
                "poisoned by a parameter beside one that is read", f"{page}?page=1&{query}", 200, then=page
            )
    for page in PAGES:
        yield Row("a page as a style sheet", f"{page}x.css", (301, 404), also=_kept_for_nobody)
    for ending in DECEIVING:
        yield Row("the finder as a file", f"{FINDER}{ending}", (301, 404), also=_kept_for_nobody)
        for page in PRIVATE:
            yield Row("a private page as a file", f"{page}{ending}", (301, 302, 404), also=_kept_for_nobody)
    for name in ("Host", "X-Forwarded-Host"):
        yield Row(
            f"a missing page, poisoned by {name}",
            f"/en/{CANARY}-missing/",
            400 if name == "Host" else 404,
            headers=[(name, FOREIGN)],
            also=_kept_for_nobody,
        )
    yield Row(
        "a page without its slash, poisoned", "/en/projects", 301, headers=[("X-Forwarded-Host", FOREIGN)]
    )
    yield Row("a page of a fault's kind, to be kept", "/en/projects/?page=%00", 200, then=FINDER)
    yield Row("a body on a GET, which no cache sees", FINDER, 200, body=b"country=ml&page=9", then=FINDER)


def _kept_for_nobody(answer: Answer) -> str:
    """Not for long by a cache that others share: an error may be, for seconds."""
    said = answer.headers.get("Cache-Control", "")
    if "public" in said or "s-maxage" in said.replace("s-maxage=0", "") or "immutable" in said:
        seconds = [part.partition("=")[2] for part in said.split(",") if "s-maxage" in part]
        if not seconds or int(seconds[0]) > 60:
            return f"could be kept for others: {said}"
    return ""
