"""What is wrong with the environment, all of it at once and in words, before the site starts on it.

Of each variable its form; and where readers come by HTTPS, what a public site must have. A variable that is
empty counts as unset.
"""

import os
import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .environment import env

WHOLE_NUMBERS = {
    "DATABASE_CONNECT_SECONDS": 1,
    "DATABASE_IDLE_SECONDS": 0,
    "DATABASE_STATEMENT_SECONDS": 0,
    "FILES_A_MINUTE": 0,
    "REQUESTS_A_DAY": 0,
    "REQUESTS_A_DAY_IN_ALL": 0,
    "REQUEST_KEPT_DAYS": 1,
    "REQUEST_KEPT_DAYS_WITHOUT_PROJECT": 1,
    "REQUEST_LINK_DAYS": 1,
    "SESSION_HOURS": 1,
    "SESSION_IDLE_MINUTES": 1,
    "SHARED_CACHE_SECONDS": 0,
    "TRUSTED_PROXIES": 0,
    "WEB_CONCURRENCY": 1,
    "WEB_THREADS": 1,
}
"""With the least that each may be."""
SWITCHES = ("HTTPS", "SERVE_MEDIA", "TWO_FACTOR")
SWITCHED = {"on", "off", "true", "false", "yes", "no", "1", "0"}
ADDRESSES = {
    # Variable: schemes, example
    "DATABASE_URL": ("postgres postgresql sqlite", "postgres://user:password@host:5432/name"),
    "REDIS_URL": ("redis rediss unix", "redis://host:6379/0"),
    "EMAIL_URL": (
        "smtp smtps smtp+tls smtp+ssl consolemail dummymail filemail memorymail",
        "smtp+tls://user:password@host:587",
    ),
    "SITE_URL": ("http https", "https://www.example.org"),
    "CLAMD_URL": ("tcp unix", "tcp://host:3310 or unix:///path"),
    "PURGE_URL": ("http https", "http://127.0.0.1:6081"),
    "MEDIA_STORAGE_ENDPOINT": ("http https", "https://s3.example.org"),
    "PRIVATE_STORAGE_ENDPOINT": ("http https", "https://s3.example.org"),
}
WITHOUT_HOST = {"consolemail", "dummymail", "filemail", "memorymail", "sqlite", "unix"}
"""Schemes of a file, or of nothing."""
FOLDERS = ("VAR_DIR", "NGINX_PAGES")
LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}
SHORTEST_KEY = 50
"""Characters; Django's own checks ask for as many (``security.W009``)."""
SHORTEST_REQUEST_KEY = 32


def refuse_problems() -> None:
    """``ImproperlyConfigured`` with all that is wrong; the values, which may be secrets, are not in it."""
    if found := list(problems(os.environ)):
        lines = "".join(f"\n  - {problem}" for problem in found)
        raise ImproperlyConfigured(f"The environment is not in order (.env.example explains it):{lines}")


def problems(environment: Mapping[str, str]) -> Iterator[str]:
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    yield from _of_form(given)
    yield from _of_storages(given)
    if given.get("HTTPS", "on").lower() in env.BOOLEAN_TRUE_STRINGS:
        yield from _of_a_public_site(given)


def _of_form(given: Mapping[str, str]) -> Iterator[str]:
    for name, (schemes, example) in ADDRESSES.items():
        if name in given and not _is_address(given[name], schemes.split()):
            yield f"{name} cannot be read; it should be like {example}"
    for name, least in WHOLE_NUMBERS.items():
        if name in given and not (re.fullmatch(r"\d{1,9}", given[name]) and int(given[name]) >= least):
            yield f"{name} must be a whole number, at least {least}"
    for name in SWITCHES:
        if given.get(name, "on").lower() not in SWITCHED:
            yield f"{name} must be on or off"
    for name in FOLDERS:
        if name in given and not given[name].startswith("/"):
            yield f"{name} must be a whole path, from / on"
    if given.get("LOG_LEVEL", "WARNING") not in LOG_LEVELS:
        yield "LOG_LEVEL must be DEBUG, INFO, WARNING, ERROR or CRITICAL"
    if (site := given.get("SITE_URL")) and re.fullmatch(r"https?://[^/]*/.*", site):
        yield "SITE_URL must end with the host: no slash, no path"
    for origin in _listed(given, "CSRF_TRUSTED_ORIGINS"):
        if not re.fullmatch(r"https?://[^/]+", origin):
            yield "CSRF_TRUSTED_ORIGINS must be addresses like https://www.example.org, with commas between"
    if _number(given, "WEB_CONCURRENCY", 1) > 1 and "REDIS_URL" not in given:
        yield "WEB_CONCURRENCY is more than one process: they need REDIS_URL, a cache that all of them see"


def _of_storages(given: Mapping[str, str]) -> Iterator[str]:
    for prefix in ("MEDIA_STORAGE", "PRIVATE_STORAGE"):
        bucket = given.get(f"{prefix}_BUCKET")
        if bucket is None and any(name.startswith(f"{prefix}_") for name in given):
            yield f"{prefix}_BUCKET is missing, but others of {prefix}_… are set"
        if (f"{prefix}_ACCESS_KEY" in given) != (f"{prefix}_SECRET_KEY" in given):
            yield f"{prefix}_ACCESS_KEY and {prefix}_SECRET_KEY must be set both, or neither"
    bucket = given.get("MEDIA_STORAGE_BUCKET")
    if bucket and bucket == given.get("PRIVATE_STORAGE_BUCKET"):
        yield "MEDIA_STORAGE_BUCKET is PRIVATE_STORAGE_BUCKET: readers could ask for the files of requests"
    if bucket and given.get("SERVE_MEDIA", "off").lower() in env.BOOLEAN_TRUE_STRINGS:
        yield "SERVE_MEDIA serves a folder, but MEDIA_STORAGE_BUCKET is set: nginx hands its files on"


def _of_a_public_site(given: Mapping[str, str]) -> Iterator[str]:
    """Of one that readers reach by HTTPS; ``HTTPS=off`` is for one's own machine."""
    key = given.get("SECRET_KEY", "")
    if not key:
        yield "SECRET_KEY is missing"
    elif len(key) < SHORTEST_KEY or len(set(key)) < 5 or key.startswith("django-insecure-"):
        yield f"SECRET_KEY is too easily guessed: at least {SHORTEST_KEY} random characters"
    if any(len(earlier) < SHORTEST_KEY for earlier in _listed(given, "SECRET_KEY_FALLBACKS")):
        yield f"SECRET_KEY_FALLBACKS holds one of less than {SHORTEST_KEY} characters"
    if key and key in _listed(given, "SECRET_KEY_FALLBACKS"):
        yield "SECRET_KEY_FALLBACKS holds SECRET_KEY itself: only earlier ones belong there"
    if not (keys := _listed(given, "REQUEST_KEYS")):
        yield "REQUEST_KEYS is missing: what partners send is sealed with it"
    elif any(len(request_key) < SHORTEST_REQUEST_KEY for request_key in keys):
        yield f"REQUEST_KEYS holds one of less than {SHORTEST_REQUEST_KEY} characters"
    if given.get("TWO_FACTOR", "on").lower() not in env.BOOLEAN_TRUE_STRINGS:
        yield "TWO_FACTOR is off: a password alone would open the admin"
    yield from _of_names(given)
    if "DATABASE_URL" not in given:
        yield "DATABASE_URL is missing"
    if "EMAIL_URL" not in given:
        yield "EMAIL_URL is missing: nobody would get the site's e-mail"
    if not re.fullmatch(r"(.*<)?[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+>?", given.get("DEFAULT_FROM_EMAIL", "")):
        yield "DEFAULT_FROM_EMAIL must be the address that the site's e-mail comes from"
    if _number(given, "SHARED_CACHE_SECONDS", 0) and not given.keys() & {"NGINX_PAGES", "PURGE_URL"}:
        yield "SHARED_CACHE_SECONDS is for caches that are told of changes: NGINX_PAGES or PURGE_URL"
    if _number(given, "TRUSTED_PROXIES", 0) == 0:
        yield "TRUSTED_PROXIES is 0: behind nginx all readers would share the limits of one"


def _of_names(given: Mapping[str, str]) -> Iterator[str]:
    site = given.get("SITE_URL", "")
    hosts = _listed(given, "ALLOWED_HOSTS")
    if not site.startswith("https://"):
        yield "SITE_URL must be the public address, https://…; HTTPS=off is for a machine without certificate"
    elif not any(_covers(pattern, _host(site)) for pattern in hosts):
        yield f"ALLOWED_HOSTS does not name the host of SITE_URL, {_host(site)}"
    if "*" in hosts:
        yield "ALLOWED_HOSTS answers to every name (*)"
    if any(origin.startswith("http://") for origin in _listed(given, "CSRF_TRUSTED_ORIGINS")):
        yield "CSRF_TRUSTED_ORIGINS trusts an address without HTTPS"


def _is_address(address: str, schemes: list[str]) -> bool:
    scheme, separator, rest = address.partition("://")
    if not separator or scheme not in schemes:
        return False
    if scheme in WITHOUT_HOST:
        return bool(rest) or scheme in {"consolemail", "dummymail", "memorymail"}
    try:
        parts = urlsplit(address)
        # PostgreSQL's host may be a socket's folder: postgres:///name?host=/run/postgresql
        return parts.port != 0 and bool(parts.hostname or "host=/" in parts.query)
    except ValueError:  # a port that is no number, half an IPv6 address
        return False


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _covers(pattern: str, host: str) -> bool:
    """As Django compares them: ``.example.org`` is that and all below it."""
    pattern = pattern.lower()
    return pattern in {"*", host} or (pattern.startswith(".") and f".{host}".endswith(pattern))


def _listed(given: Mapping[str, str], name: str) -> list[str]:
    return [part.strip() for part in given.get(name, "").split(",") if part.strip()]


def _number(given: Mapping[str, str], name: str, otherwise: int) -> int:
    value = given.get(name, "")
    return int(value) if re.fullmatch(r"\d{1,9}", value) else otherwise
