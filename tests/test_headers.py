"""What every answer tells browsers to refuse: on the site as readers reach it, files and errors included."""

import re
from dataclasses import replace

import pytest
from django.conf import settings

from scripts.hostile.row import Row
from scripts.hostile.sending import send
from tests.observatory import Seen, grade, results, score
from tests.showcase import serving

pytestmark = [pytest.mark.django_db, pytest.mark.serving]
HOST = "www.example.org"
CLIENT = "192.0.2.7"


@pytest.fixture(scope="module")
def public(showcase, tmp_path_factory):
    """``public(path)``: the answer of the site as a public one, by HTTPS."""
    with serving.over_https(showcase.servers["full"], tmp_path_factory.mktemp("https")) as server:

        def ask(path, scheme="https", **more):
            headers = [("Host", HOST), ("X-Forwarded-Proto", scheme), *more.pop("headers", [])]
            return send(server.address, Row("", path, 200, headers=headers, **more), CLIENT)

        yield ask


@pytest.fixture(scope="module")
def local(showcase):
    """``local(path)``: the answer of the site as ``make run`` serves it."""
    return lambda path, **more: send(showcase.hosts["full"], Row("", path, 200, **more), CLIENT)


def seen(public, path):
    first, answer = public(path, "http"), public(path)
    return Seen(
        host=HOST,
        first=(first.status, first.headers.get("Location", "")),
        headers={name.lower(): value for name, value in answer.headers.items()},
        cookies=tuple(answer.headers.get_all("Set-Cookie", [])),
        html=answer.text,
    )


@pytest.mark.parametrize("path", ["/en/", "/fr/projects/", "/en/request/send/", "/es/nowhere/", "/admin/"])
def test_mozillas_observatory_gives_its_best_grade(public, path):
    found = results(seen(public, path))
    if path == "/admin/":  # leads to the login, with a policy that the admin's own scripts ask for
        found = tuple(result for result in found if not result.startswith("csp-"))
    assert grade(found) == "A+", found
    assert score(found) >= 120 or path == "/admin/", found


def test_the_grade_is_not_for_the_asking(public):
    """The table, applied to the site's own answer with one thing wrong at a time."""
    good = seen(public, "/en/")
    policy = good.headers["content-security-policy"]

    def with_header(name, value):
        return replace(good, headers={**good.headers, name: value})

    def without(*names):
        return replace(good, headers={key: value for key, value in good.headers.items() if key not in names})

    assert score(results(good)) == 130
    for bad, lost in (
        (without("content-security-policy"), 25 + 30),  # what is left is below 90: nothing is added
        (with_header("content-security-policy", policy.replace("'self'", "'self' 'unsafe-inline'")), 50),
        (
            with_header(
                "content-security-policy", policy.replace("default-src 'none'", "default-src 'self'")
            ),
            5,
        ),
        (without("strict-transport-security"), 50),
        (with_header("strict-transport-security", "max-age=300"), 10),
        (without("x-content-type-options"), 5),
        (with_header("referrer-policy", "unsafe-url"), 10),
        (without("cross-origin-resource-policy"), 10),
        (replace(good, first=(200, "")), 50),
        (replace(good, cookies=("sessionid=1; Secure; SameSite=Lax",)), 60),
        (replace(good, html='<script src="//elsewhere.example/x.js"></script>'), 80),
    ):
        assert score(results(bad)) == 130 - lost, results(bad)


EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": r"strict-origin-when-cross-origin|no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": r".*camera=\(\).*geolocation=\(\).*",
}
PAGES = (
    "/en/",
    "/en/projects/everything/",
    "/en/request/letter/",
    "/en/request/follow/made:up:token/",
    "/en/nowhere/",
    "/en/projects/?" + "a&" * 1_500,
    "/",
    "/robots.txt",
    "/sitemap.xml",
    "/en/projects/projects.csv",
    "/en/projects/projects.xlsx",
    "/en/news/atom.xml",
    "/media/images/error-en.html",
    "/static/NAME.css",
)


@pytest.mark.parametrize("path", [*PAGES, "/en/projects/projects.json"])
def test_every_answer_has_them_also_on_ones_own_machine(public, local, path):
    if "NAME" in path:
        path = re.search(r'href="(/static/css/[^"]+\.css)"', local("/en/").text)[1]
    for answer in (public(path), local(path)):
        for name, wanted in EVERYWHERE.items():
            assert re.fullmatch(wanted, answer.headers[name]), name
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        is_open = answer.headers.get("Access-Control-Allow-Origin") == "*"
        assert is_open == path.endswith(".json")
        assert answer.headers["Cross-Origin-Resource-Policy"] == (
            "cross-origin" if is_open else "same-origin"
        )
        assert answer.headers.get("Set-Cookie") is None
        assert answer.headers.get("Server", "gunicorn") == "gunicorn"  # no version
    assert "max-age=31536000" in public(path).headers["Strict-Transport-Security"]
    assert local(path).headers.get("Strict-Transport-Security") is None


def test_cookies_are_this_hosts_own(public):
    """``__Host-``: secure, of this host and the whole of it; no other host of the domain can set one."""
    answer = public("/admin/", headers=[("Cookie", "sessionid=planted; messages=planted")])
    assert answer.status == 302
    for cookie in answer.headers.get_all("Set-Cookie", []):
        assert re.match(r"__Host-[^;]+;.*Path=/;.*Secure", cookie), cookie
        assert "Domain" not in cookie
    assert settings.MESSAGE_STORAGE.endswith("SessionStorage")  # by default messages have a cookie's name


def test_the_admin_has_a_policy_of_its_own(public):
    policy = public("/admin/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy and "https:" not in policy.split("script-src")[1].split(";")[0]
    assert "frame-ancestors 'self'" in policy


def test_no_feature_is_refused_that_the_admin_needs():
    assert not {
        "publickey-credentials-get",
        "publickey-credentials-create",
        "clipboard-write",
        "fullscreen",
    } & set(settings.PERMISSIONS_POLICY)
