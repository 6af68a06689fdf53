"""Methods where they do not belong, and requests that do not end where they say."""

from collections.abc import Iterator

from ..row import CANARY, FOREIGN, Row
from .pages import FILES, HOME, OTHER_FILES, PAGES

STEPS = ("/en/request/check/", "/en/request/letter/", "/en/request/send/", "/en/request/follow/")
TYPED = (("Content-Type", "application/x-www-form-urlencoded"),)


def rows() -> Iterator[Row]:
    for page in PAGES:
        is_step = page in STEPS
        for method in ("PUT", "DELETE", "PATCH", "PROPFIND"):
            yield Row(f"{method} of a page", page, 405 if is_step else (403, 405), method=method)
    for page in (*FILES, *OTHER_FILES):
        for method in ("POST", "DELETE"):
            yield Row(f"{method} of a file", page, (403, 405), method=method)
    for page in ("/static/css/site.css", "/media/images/error-en.html"):
        for method in ("POST", "PUT", "DELETE"):
            yield Row(f"{method} of a file on the disk", page, (403, 404, 405), method=method)
    yield Row("TRACE", HOME, 405, method="TRACE", headers=[("X-A", CANARY)])
    yield Row("CONNECT", f"{FOREIGN}:443", (400, 404, 405), method="CONNECT", by_server=True)
    yield Row("a method that there is not", HOME, (403, 405), method="HOSTILE")
    yield Row("a method in small letters", HOME, (400, 405), method="get", by_server=True)
    yield Row("a method of 50 letters", HOME, 400, method="A" * 50, by_server=True)
    yield Row("a method with an angle bracket", HOME, 400, method="<B>", by_server=True)
    yield Row("OPTIONS of the server", "*", (400, 404), method="OPTIONS", by_server=True)
    yield Row("a page's options", HOME, (200, 405), method="OPTIONS")
    yield Row("HEAD", HOME, 200, method="HEAD")
    yield Row("HEAD of what is not there", "/en/nowhere/", 404, method="HEAD")
    for lengths, body in (
        ([("Content-Length", "6"), ("Transfer-Encoding", "chunked")], b"0\r\n\r\nX"),
        ([("Content-Length", "1"), ("Content-length", "6")], b"a=b&c="),
    ):
        yield Row(
            "smuggling: two lengths", HOME, 400, method="POST", headers=lengths, body=body, by_server=True
        )
    for encoding in ("xchunked", "chunked, identity", "gzip, chunked", " chunked", "chunked\x0b"):
        yield Row(
            f"smuggling: pieces as {encoding!r}",
            "/en/request/follow/",
            (200, 400, 403, 501),
            method="POST",
            headers=[*TYPED, ("Transfer-Encoding", encoding)],
            body=b"3\r\na=b\r\n0\r\n\r\n",
            by_server=True,
        )
    for length in ("-1", "abc", "1e3", "0x10", "99999999999999999999", "+5", "5 5"):
        yield Row(
            f"a length of {length}",
            "/en/request/follow/",
            (400, 413),
            method="POST",
            headers=[*TYPED, ("Content-Length", length)],
            by_server=True,
        )
    yield Row(
        "pieces whose length is no number",
        "/en/request/follow/",
        (200, 400),
        method="POST",
        headers=[*TYPED, ("Transfer-Encoding", "chunked")],
        body=b"zz\r\na=b\r\n0\r\n\r\n",
        by_server=True,
    )
    for version in (b"HTTP/9.9", b"HTTP/0.9", b"ICY/1.0"):
        # The version that is sent too stands behind a space, so that the line has four parts.
        yield Row(f"{version.decode()} and a second version", b"/en/ " + version, 400, by_server=True)
    yield Row("a body where there is none", HOME, 200, body=b"a=b" * 1_000, headers=TYPED)
