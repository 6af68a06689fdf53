"""Mozilla's HTTP Observatory, applied to an answer of the site.

Source: github.com/mdn/mdn-http-observatory, ``src/grader/charts.js`` (scores, grades) and
``src/analyzer/tests/*.js`` (which result an answer has), as they were in November 2026. Left out is what
nobody can see in an answer: whether the host is on browsers' list of preloaded ones, which would be 5 more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

SCORES = {
    "csp-implemented-with-no-unsafe-default-src-none": 10,
    "csp-implemented-with-no-unsafe": 5,
    "csp-implemented-with-unsafe-inline-in-style-src-only": 0,
    "csp-implemented-with-insecure-scheme-in-passive-content-only": -10,
    "csp-implemented-with-unsafe-eval": -10,
    "csp-implemented-with-unsafe-inline": -20,
    "csp-implemented-with-insecure-scheme": -20,
    "csp-not-implemented": -25,
    "cookies-secure-with-httponly-sessions-and-samesite": 5,
    "cookies-secure-with-httponly-sessions": 0,
    "cookies-not-found": 0,
    "cookies-without-secure-flag-but-protected-by-hsts": -5,
    "cookies-session-without-secure-flag-but-protected-by-hsts": -10,
    "cookies-without-secure-flag": -20,
    "cookies-samesite-flag-invalid": -20,
    "cookies-anticsrf-without-samesite-flag": -20,
    "cookies-session-without-httponly-flag": -30,
    "cookies-session-without-secure-flag": -40,
    "cross-origin-resource-sharing-not-implemented": 0,
    "cross-origin-resource-sharing-implemented-with-public-access": 0,
    "cross-origin-resource-sharing-implemented-with-universal-access": -50,
    "redirection-to-https": 0,
    "redirection-off-host-from-http": -5,
    "redirection-not-to-https": -20,
    "redirection-missing": -20,
    "referrer-policy-private": 5,
    "referrer-policy-not-implemented": 0,
    "referrer-policy-unsafe": -5,
    "referrer-policy-header-invalid": -5,
    "hsts-implemented-max-age-at-least-six-months": 0,
    "hsts-implemented-max-age-less-than-six-months": -10,
    "hsts-not-implemented": -20,
    "hsts-header-invalid": -20,
    "sri-implemented-and-all-scripts-loaded-securely": 5,
    "sri-not-implemented-but-no-scripts-loaded": 0,
    "sri-not-implemented-but-all-scripts-loaded-from-secure-origin": 0,
    "sri-not-implemented-but-external-scripts-loaded-securely": -5,
    "sri-not-implemented-and-external-scripts-not-loaded-securely": -50,
    "x-content-type-options-nosniff": 0,
    "x-content-type-options-not-implemented": -5,
    "x-content-type-options-header-invalid": -5,
    "x-frame-options-implemented-via-csp": 5,
    "x-frame-options-sameorigin-or-deny": 0,
    "x-frame-options-not-implemented": -20,
    "x-frame-options-header-invalid": -20,
    "corp-implemented-with-same-origin": 10,
    "corp-implemented-with-same-site": 10,
    "corp-implemented-with-cross-origin": 0,
    "corp-not-implemented": 0,
    "corp-header-invalid": -5,
}
GRADES = {100: "A+", 90: "A", 85: "A-", 80: "B+", 70: "B", 65: "B-", 60: "C+", 50: "C", 45: "C-", 40: "D+"}
GRADES |= {30: "D", 25: "D-", 0: "F"}
LEAST_FOR_BONUS = 90
"""Penalties are taken off first; only who then still has so much gets what is to be had beyond 100."""
SIX_MONTHS = 15_768_000
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}


@dataclass(frozen=True)
class Seen:
    """What a scan sees of a host. Names of headers are in small letters."""

    host: str
    first: tuple[int, str]
    """The answer by HTTP: its status, and where it leads."""
    headers: Mapping[str, str]
    """Of the answer by HTTPS."""
    cookies: tuple[str, ...]
    """Its ``Set-Cookie`` headers."""
    html: str


def results(seen: Seen) -> tuple[str, ...]:
    return (
        _csp(seen.headers),
        _cookies(seen),
        _cors(seen.headers),
        _redirection(seen),
        _referrer(seen.headers),
        _hsts(seen.headers),
        _sri(seen),
        _nosniff(seen.headers),
        _frames(seen.headers),
        _corp(seen.headers),
    )


def score(found: tuple[str, ...]) -> int:
    points = [SCORES[result] for result in found]
    without_bonus = 100 + sum(point for point in points if point < 0)
    bonus = sum(point for point in points if point > 0)
    return max(0, without_bonus + (bonus if without_bonus >= LEAST_FOR_BONUS else 0))


def grade(found: tuple[str, ...]) -> str:
    points = score(found)
    return next(letter for least, letter in GRADES.items() if points >= least)


def _directives(headers: Mapping[str, str]) -> dict[str, set[str]]:
    parts = [part.split() for part in headers.get("content-security-policy", "").split(";")]
    return {name.lower(): set(sources) for name, *sources in filter(None, parts)}


def _csp(headers: Mapping[str, str]) -> str:
    policy = _directives(headers)
    if not policy:
        return "csp-not-implemented"
    otherwise = policy.get("default-src", {"*"})
    script, style, objects = (
        policy.get(name, otherwise) for name in ("script-src", "style-src", "object-src")
    )
    passive_names = {"img-src", "media-src"}
    active = {source for name, sources in policy.items() if name not in passive_names for source in sources}
    passive = {source for name in passive_names for source in policy.get(name, otherwise)}
    if script & (BROAD | INLINE) or objects & BROAD:
        return "csp-implemented-with-unsafe-inline"
    if any(source.startswith(("http:", "ftp:")) for source in active):
        return "csp-implemented-with-insecure-scheme"
    if "'unsafe-eval'" in script | style:
        return "csp-implemented-with-unsafe-eval"
    if any(source.startswith(("http:", "ftp:")) for source in passive):
        return "csp-implemented-with-insecure-scheme-in-passive-content-only"
    if style & (BROAD | INLINE):
        return "csp-implemented-with-unsafe-inline-in-style-src-only"
    if otherwise == {"'none'"}:
        return "csp-implemented-with-no-unsafe-default-src-none"
    return "csp-implemented-with-no-unsafe"


def _cookies(seen: Seen) -> str:
    """The worst that is found; the table has the worst last."""
    if not seen.cookies:
        return "cookies-not-found"
    has_hsts = _hsts(seen.headers) == "hsts-implemented-max-age-at-least-six-months"
    found = ["cookies-secure-with-httponly-sessions-and-samesite"]
    for header in seen.cookies:
        for name, cookie in SimpleCookie(header).items():
            is_session = any(part in name.lower() for part in ("login", "sess"))
            if not cookie["secure"]:
                kind = "cookies-session-without" if is_session else "cookies-without"
                found.append(f"{kind}-secure-flag" + ("-but-protected-by-hsts" if has_hsts else ""))
            if is_session and not cookie["httponly"]:
                found.append("cookies-session-without-httponly-flag")
            if not cookie["samesite"]:
                is_token = "csrf" in name.lower()
                kind = "anticsrf-without-samesite-flag" if is_token else "secure-with-httponly-sessions"
                found.append(f"cookies-{kind}")
            elif cookie["samesite"].lower() not in ("lax", "strict", "none"):
                found.append("cookies-samesite-flag-invalid")
    return min(found, key=SCORES.__getitem__)


def _cors(headers: Mapping[str, str]) -> str:
    if headers.get("access-control-allow-origin") is None:
        return "cross-origin-resource-sharing-not-implemented"
    trusts = headers.get("access-control-allow-credentials", "").lower() == "true"
    return f"cross-origin-resource-sharing-implemented-with-{'universal' if trusts else 'public'}-access"


def _redirection(seen: Seen) -> str:
    status, location = seen.first
    if status not in (301, 302, 303, 307, 308):
        return "redirection-missing"
    leads_to = urlsplit(location)
    if leads_to.scheme != "https":
        return "redirection-not-to-https"
    return "redirection-to-https" if leads_to.hostname == seen.host else "redirection-off-host-from-http"


def _referrer(headers: Mapping[str, str]) -> str:
    """Of several the last that is known counts."""
    given = [part.strip().lower() for part in headers.get("referrer-policy", "").split(",") if part.strip()]
    known = [part for part in given if part in PRIVATE | UNSAFE]
    if not given:
        return "referrer-policy-not-implemented"
    if not known:
        return "referrer-policy-header-invalid"
    return "referrer-policy-private" if known[-1] in PRIVATE else "referrer-policy-unsafe"


def _hsts(headers: Mapping[str, str]) -> str:
    header = headers.get("strict-transport-security", "")
    if not header:
        return "hsts-not-implemented"
    parts = dict(part.strip().lower().partition("=")[::2] for part in header.split(";"))
    if not parts.get("max-age", "").isdecimal():
        return "hsts-header-invalid"
    length = "at-least" if int(parts["max-age"]) >= SIX_MONTHS else "less-than"
    return f"hsts-implemented-max-age-{length}-six-months"


def _sri(seen: Seen) -> str:
    scripts = _Scripts()
    scripts.feed(seen.html)
    if not scripts.number:
        return "sri-not-implemented-but-no-scripts-loaded"
    ours = all(urlsplit(src).netloc in ("", seen.host) for src, _integrity in scripts.found)
    if ours:
        if any(integrity for _src, integrity in scripts.found):
            return "sri-implemented-and-all-scripts-loaded-securely"
        return "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"
    if all(src.startswith("https://") or not urlsplit(src).netloc for src, _integrity in scripts.found):
        return "sri-not-implemented-but-external-scripts-loaded-securely"
    return "sri-not-implemented-and-external-scripts-not-loaded-securely"


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.found: list[tuple[str, str]] = []
        """The addresses of scripts, and their hashes."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            values = dict(attrs)
            self.number += 1
            if src := values.get("src"):
                self.found.append((src, values.get("integrity") or ""))


def _nosniff(headers: Mapping[str, str]) -> str:
    value = headers.get("x-content-type-options")
    if value is None:
        return "x-content-type-options-not-implemented"
    result = "nosniff" if value.strip().lower() == "nosniff" else "header-invalid"
    return f"x-content-type-options-{result}"


def _frames(headers: Mapping[str, str]) -> str:
    if "frame-ancestors" in _directives(headers):
        return "x-frame-options-implemented-via-csp"
    value = headers.get("x-frame-options")
    if value is None:
        return "x-frame-options-not-implemented"
    known = value.strip().lower() in ("deny", "sameorigin")
    return f"x-frame-options-{'sameorigin-or-deny' if known else 'header-invalid'}"


def _corp(headers: Mapping[str, str]) -> str:
    value = headers.get("cross-origin-resource-policy")
    if value is None:
        return "corp-not-implemented"
    known = value.strip().lower() in ("same-origin", "same-site", "cross-origin")
    return f"corp-implemented-with-{value.strip().lower()}" if known else "corp-header-invalid"
