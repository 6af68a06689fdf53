"""Paths that lead nowhere, or that want to lead out of where they are."""

from collections.abc import Iterator

from ..row import CANARY, IN_ATTRIBUTE, SCRIPT, Row
from .pages import PAGES

NOWHERE = 404

NULLS = (
    ("/en/%00", "a null byte alone"),
    ("/en/projects/%00/", "a null byte as a step"),
    ("/en/projects/every%00thing/", "a null byte in a slug"),
    ("/%00en/", "a null byte before the language"),
    ("/en/news/x%00.html", "a null byte before an ending"),
    ("/media/%00", "a null byte in a file's name"),
    ("/media/images/x.jpg%00.png", "a null byte between two endings"),
    ("/static/css/%00site.css", "a null byte in a style sheet's name"),
    ("/documents/1/%00.pdf", "a null byte in a document's name"),
    ("/en/countries/%00/", "a null byte as a country"),
    ("/en/objectives/%00/", "a null byte as an objective"),
    ("/en/request/follow/%00/", "a null byte as a token"),
    ("/en/request/send/%00/", "a null byte as a draft's token"),
)
NOT_UTF8 = (
    ("/en/%ff%fe/", "bytes that are no UTF-8"),
    ("/en/%c0%ae%c0%ae/", "dots, written too long (overlong UTF-8)"),
    ("/en/projects/%ed%a0%80/", "a lone surrogate"),
    ("/en/%f8%88%80%80%80/", "five bytes of UTF-8"),
    ("/en/news/%e2%82/", "a character cut off"),
    ("/en/request/follow/%ff/", "no UTF-8 as a token"),
    ("/en/request/send/%ff%ff/", "no UTF-8 as a draft's token"),
    ("/media/%ff%fe.jpg", "no UTF-8 as a file's name"),
    ("/static/%ff.css", "no UTF-8 as a style sheet's name"),
    ("/en/countries/%ff/", "no UTF-8 as a country"),
)
TRAVERSAL = (
    "/media/../../etc/passwd",
    "/media/images/../../secret-key",
    "/media/images/%2e%2e/original_images/",
    "/media/images//etc/passwd",
    "/media/%2e%2e/%2e%2e/etc/passwd",
    "/media/..%2f..%2fetc%2fpasswd",
    "/media/..%5c..%5csettings.py",
    "/media/....//....//etc/passwd",
    "/media//etc/passwd",
    "/media/%2fetc%2fpasswd",
    "/media/..%252f..%252fsecret-key",
    "/media/../secret-key",
    "/media/../site.sqlite3",
    "/media/../private/",
    "/media/../../manage.py",
    "/static/../site.sqlite3",
    "/static/%2e%2e/secret-key",
    "/static/..%2f..%2fmanage.py",
    "/static/%2e%2e%2f%2e%2e%2fetc/passwd",
    "/en/../../etc/passwd",
    "/en/%2e%2e/%2e%2e/etc/passwd",
    "/en/projects/..%2f..%2f..%2fetc%2fpasswd",
    "/en/request/follow/..%2f..%2f/",
    "/en/request/send/%2e%2e%2f/",
    "/en/countries/..%2fml/",
    "/en/projects/file:%2f%2f%2fetc%2fpasswd/",
    "/documents/1/..%2f..%2fsecret-key",
    "/documents/../media/",
    "/.git/config",
    "/.env",
    "/.well-known/../.env",
    "/site/settings/production.py",
    "/manage.py",
    "/var/site.sqlite3",
    "/secret-key",
    "/WEB-INF/web.xml",
    "/en/~root/",
    "/server-status",
    "/wp-login.php",
    "/phpmyadmin/",
    "/en/projects/projects.csv/../../../secret-key",
    "/en/projects/projects.php",
    "/en/%2e%2e%5c%2e%2e%5cwindows%5cwin.ini",
)
LANGUAGES = (
    "de",
    "xx",
    "zz-ZZ",
    "EN",
    "en-GB",
    "fr-FR",
    "e",
    "english",
    "..",
    "null",
    "undefined",
    "0",
    "*",
    "en,fr",
    "%65n%0d%0a",
)
LONG = (
    ("/en/" + "a" * 1_000 + "/", "a step of 1,000 characters"),
    ("/en/" + "a/" * 100, "100 steps"),
    ("/en/" + "a/" * 1_000, "1,000 steps"),
    ("/en/projects/" + "x" * 3_000 + "/", "a slug of 3,000 characters"),
    ("/en/projects/" + "%C3%A9" * 500 + "/", "500 letters with accents"),
    ("/en/countries/" + "m" * 2_000 + "/", "a country of 2,000 letters"),
    ("/en/objectives/" + "7" * 1_000 + "/", "an objective of 1,000 figures"),
    ("/en/objectives/-7/", "an objective below nothing"),
    ("/en/objectives/7e3/", "an objective in exponents"),
    ("/en/objectives/%D9%A7/", "an objective in Arabic figures"),
    ("/en/objectives/%EF%BC%97/", "an objective in wide figures"),
    ("/en/request/follow/" + "t" * 3_000 + "/", "a token of 3,000 characters"),
    ("/en/request/send/" + "t" * 3_000 + "/", "a draft's token of 3,000 characters"),
    ("/media/" + "a" * 3_000, "a file's name of 3,000 characters"),
    ("/media/" + "a/" * 1_500 + "b", "a file 1,500 folders deep"),
    ("/static/" + "a" * 3_000, "a style sheet's name of 3,000 characters"),
    ("/documents/" + "9" * 30 + "/x.pdf", "a document with a number beyond 64 bits"),
    ("/documents/-1/x.pdf", "a document with a negative number"),
    ("/documents/1/" + "x" * 2_000, "a document with a name of 2,000 characters"),
)
ODD = (
    ("/en//projects/", "two slashes"),
    ("//en/projects/", "two slashes at the beginning: another host, to a browser"),
    (f"//{CANARY}.example/", "another host in the path"),
    (f"//{CANARY}.example/%2e%2e", "another host, a step up"),
    (f"/\\{CANARY}.example/", "another host behind a backslash"),
    (f"/%5c{CANARY}.example/", "another host behind a quoted backslash"),
    (f"/%2f{CANARY}.example/", "another host behind a quoted slash"),
    (f"/en/%2f%2f{CANARY}.example/", "another host below the language"),
    (f"/.%2f{CANARY}.example", "another host behind a dot"),
    ("/en/projects;jsessionid=1/", "a session's number in the path"),
    ("/en/%3cscript%3ehostile9()%3c/script%3e/", "a script as a page"),
    ("/en/projects/%22onmouseover=hostile9()//", "a handler as a page"),
    ("/en/news/%e2%80%ae%67%6e%70/", "a character that turns the text"),
    ("/en/projects/%EF%BC%8E%EF%BC%8E/", "wide dots"),
    ("/en/projects/{{7*7}}/", "a template's brackets"),
    ("/en/projects/${7*7}/", "another template's brackets"),
    ("/en/projects/%25%7B7*7%7D/", "a third one's"),
    ("/en/projects/1'OR'1'='1/", "SQL as a slug"),
    ("/en/projects/1%3BDROP%20TABLE%20x/", "more SQL as a slug"),
    ("/en/projects/|id/", "a command as a slug"),
    ("/en/countries/ml%0a/", "a line's end behind a country"),
    ("/en/countries/ML/extra/", "a step too many below a country"),
    ("/en/projects/map/map/", "a step too many below the map"),
    ("/en/request/send/x/y/", "a step too many below a draft"),
    ("/en/news/rss.xml/", "a slash behind a file"),
    ("/en/sitemap.xml", "a file in the wrong place"),
    ("/en/_util/authenticate_with_password/1/1/", "Wagtail's own address for passwords"),
    ("/_util/login/", "Wagtail's own address for logging in"),
)


def rows() -> Iterator[Row]:
    for target, why in NULLS + NOT_UTF8:
        yield Row(why, target, NOWHERE)
    for target in TRAVERSAL:
        yield Row("path traversal", target, NOWHERE)
    for language in LANGUAGES:
        yield Row("a language that there is not", f"/{language}/", NOWHERE)
        yield Row("a page in a language that there is not", f"/{language}/projects/", NOWHERE)
    for target, why in LONG:
        yield Row(why, target, NOWHERE)
    for target, why in ODD:
        yield Row(why, target, NOWHERE)
    yield Row("an address longer than the server reads", "/en/?" + "a" * 9_000, 414, by_server=True)
    yield Row("a path longer than the server reads", "/" + "a" * 100_000, 414, by_server=True)
    yield Row("a line of the request in bytes", b"/en/\xff\xfe/", 400, by_server=True)
    yield Row("a line of the request in UTF-8", "/en/projects/" + "é" * 500 + "/", 400, by_server=True)
    yield Row("a space in the line of the request", "/en/countries/<img src=x>/", 400, by_server=True)
    yield Row("a null byte unquoted", b"/en/\x00/", (400, NOWHERE), by_server=True)
    for page in PAGES:
        yield Row("a script behind the page's address", f"{page}{_quoted(SCRIPT)}/", NOWHERE)
        yield Row("an attribute's end behind the page's address", f"{page}?{_quoted(IN_ATTRIBUTE)}", 200)


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")
