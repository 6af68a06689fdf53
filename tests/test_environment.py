"""What the environment may hold, what is said of what it may not, and that all of it is listed."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from website.settings import environment, environment_problems

ROOT = Path(__file__).resolve().parent.parent
RANDOM = "kJ4mV9xQ2wZ7rT1yB6nP3cD8fG5hL0sA-kJ4mV9xQ2wZ7rT1yB6nP"
EARLIER = RANDOM[::-1]
PUBLIC = {
    "SECRET_KEY": RANDOM,
    "REQUEST_KEYS": EARLIER,
    "SITE_URL": "https://www.example.org",
    "ALLOWED_HOSTS": "www.example.org",
    "DATABASE_URL": "postgres://mieux:secret@localhost:5432/mieux",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "noreply@example.org",
    "TRUSTED_PROXIES": "1",
}
"""The least that a public site starts with."""


def problems(**changed: str | None) -> list[str]:
    given = {name: value for name, value in (PUBLIC | changed).items() if value is not None}
    return list(environment_problems.problems(given))


@pytest.mark.parametrize(
    "also",
    [
        {},
        {"REDIS_URL": "redis://:secret@127.0.0.1:6379/0", "WEB_CONCURRENCY": "4", "WEB_THREADS": "4"},
        {"REDIS_URL": "unix:///run/redis/redis.sock", "CLAMD_URL": "unix:///run/clamav/clamd.ctl"},
        {"DATABASE_URL": "postgresql:///mieux?host=/run/postgresql", "DATABASE_STATEMENT_SECONDS": "0"},
        {"DATABASE_URL": "sqlite:////srv/mieux/var/site.sqlite3", "CLAMD_URL": "tcp://localhost:3310"},
        {"MEDIA_STORAGE_BUCKET": "media", "PRIVATE_STORAGE_BUCKET": "requests"},
        {"SITE_URL": "https://www.example.org:8443", "ALLOWED_HOSTS": ".example.org, intern.local"},
        {"SECRET_KEY_FALLBACKS": EARLIER, "DEFAULT_FROM_EMAIL": "MIEUX+ <noreply@example.org>"},
        {"REDIS_URL": "", "CLAMD_URL": " ", "HTTPS": "", "WEB_CONCURRENCY": "1"},
        {
            "NGINX_PAGES": "/srv/mieux/var/pages",
            "PURGE_URL": "http://127.0.0.1:6081",
            "SHARED_CACHE_SECONDS": "60",
        },
    ],
)
def test_what_is_in_order_starts(also):
    assert problems(**also) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too easily guessed"),
        ({"TWO_FACTOR": "off"}, "TWO_FACTOR is off"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is too easily guessed"),
        ({"SECRET_KEY_FALLBACKS": "short"}, "SECRET_KEY_FALLBACKS holds one of less than 50"),
        ({"SECRET_KEY_FALLBACKS": RANDOM}, "SECRET_KEY_FALLBACKS holds SECRET_KEY itself"),
        ({"REQUEST_KEYS": None}, "REQUEST_KEYS is missing"),
        ({"REQUEST_KEYS": f"{EARLIER},short"}, "REQUEST_KEYS holds one of less than 32"),
        ({"SITE_URL": "http://www.example.org"}, "SITE_URL must be the public address, https://"),
        ({"SITE_URL": "https://www.example.org/"}, "SITE_URL must end with the host"),
        ({"SITE_URL": "https://[www", "ALLOWED_HOSTS": ".org"}, "SITE_URL cannot be read"),
        ({"ALLOWED_HOSTS": "example.com"}, "ALLOWED_HOSTS does not name the host of SITE_URL, www.exam"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS answers to every name"),
        ({"CSRF_TRUSTED_ORIGINS": "www.example.org"}, "CSRF_TRUSTED_ORIGINS must be addresses"),
        (
            {"CSRF_TRUSTED_ORIGINS": "http://www.example.org"},
            "CSRF_TRUSTED_ORIGINS trusts an address",
        ),
        ({"DATABASE_URL": None}, "DATABASE_URL is missing"),
        ({"DATABASE_URL": "mysql://localhost/mieux"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "postgres://localhost:port/mieux"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_URL": "localhost/mieux"}, "DATABASE_URL cannot be read"),
        ({"DATABASE_STATEMENT_SECONDS": "15s"}, "DATABASE_STATEMENT_SECONDS must be a whole number"),
        ({"REDIS_URL": "127.0.0.1:6379"}, "REDIS_URL cannot be read"),
        ({"WEB_CONCURRENCY": "two"}, "WEB_CONCURRENCY must be a whole number, at least 1"),
        ({"WEB_CONCURRENCY": "2"}, "WEB_CONCURRENCY is more than one process: they need REDIS_URL"),
        ({"EMAIL_URL": None}, "EMAIL_URL is missing"),
        ({"EMAIL_URL": "mail.example.org"}, "EMAIL_URL cannot be read"),
        ({"EMAIL_URL": "smtp://"}, "EMAIL_URL cannot be read"),
        ({"DEFAULT_FROM_EMAIL": "noreply@localhost"}, "DEFAULT_FROM_EMAIL must be the address"),
        ({"TRUSTED_PROXIES": None}, "TRUSTED_PROXIES is 0"),
        ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES must be a whole number, at least 0"),
        ({"HTTPS": "maybe"}, "HTTPS must be on or off"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL must be DEBUG"),
        ({"VAR_DIR": "var"}, "VAR_DIR must be a whole path"),
        ({"CLAMD_URL": "localhost:3310"}, "CLAMD_URL cannot be read"),
        ({"PURGE_URL": "ftp://cache"}, "PURGE_URL cannot be read"),
        ({"SHARED_CACHE_SECONDS": "60"}, "SHARED_CACHE_SECONDS is for caches that are told"),
        ({"MEDIA_STORAGE_REGION": "eu"}, "MEDIA_STORAGE_BUCKET is missing"),
        (
            {"PRIVATE_STORAGE_BUCKET": "files", "PRIVATE_STORAGE_ACCESS_KEY": "key"},
            "PRIVATE_STORAGE_ACCESS_KEY and PRIVATE_STORAGE_SECRET_KEY",
        ),
        (
            {"MEDIA_STORAGE_BUCKET": "one", "PRIVATE_STORAGE_BUCKET": "one"},
            "MEDIA_STORAGE_BUCKET is PRIV",
        ),
        ({"MEDIA_STORAGE_BUCKET": "one", "SERVE_MEDIA": "on"}, "SERVE_MEDIA serves a folder"),
    ],
)
def test_what_is_not_is_said(changed, said):
    found = problems(**changed)
    assert [problem for problem in found if problem.startswith(said)], found
    secrets = {value for name, value in changed.items() if value and name.endswith(("KEY", "KEYS"))}
    assert not [problem for problem in found for secret in secrets if secret in problem]


def test_a_machine_without_certificate_needs_nothing():
    assert list(environment_problems.problems({"HTTPS": "off"})) == []


@pytest.mark.parametrize("blank", ["", " "])
def test_what_is_empty_is_as_what_is_not_there(blank):
    """Of all that opens something when it is off, or shut when it is empty."""
    asked = "from website.settings import production as site\n"
    asked += "print(site.SECURE_SSL_REDIRECT, site.TWO_FACTOR, site.SECRET_KEY_FALLBACKS)"
    given = {"PATH": os.environ["PATH"], **PUBLIC}
    given |= dict.fromkeys(("HTTPS", "TWO_FACTOR", "SECRET_KEY_FALLBACKS"), blank)
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=given, capture_output=True, text=True)
    assert done.stdout.strip() == "True True []", done.stderr


def test_the_site_says_all_at_once_and_does_not_start():
    start = [sys.executable, "-c", "import website.wsgi"]
    bare = {"PATH": os.environ["PATH"], "REDIS_URL": "nowhere", "DATABASE_URL": "nonsense"}
    said = subprocess.run(start, cwd=ROOT, env=bare, capture_output=True, text=True)
    assert said.returncode == 1
    for name in ("SECRET_KEY", "REDIS_URL", "DATABASE_URL", "SITE_URL"):
        assert f"\n  - {name} " in said.stderr


def test_postgresql_is_not_waited_for_without_end(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://localhost/mieux?sslmode=require")
    monkeypatch.setenv("DATABASE_STATEMENT_SECONDS", "600")
    options = environment.database()["OPTIONS"]
    assert "statement_timeout=600s" in options["options"]
    assert "idle_in_transaction_session_timeout=60s" in options["options"]
    assert (options["connect_timeout"], options["sslmode"]) == (3, "require")


def test_pictures_in_a_bucket_keep_the_sites_own_address(monkeypatch):
    monkeypatch.setenv("MEDIA_STORAGE_BUCKET", "pictures")
    from core.media_bucket import MediaBucket

    storage = environment.media_storage()
    assert storage["BACKEND"] == f"{MediaBucket.__module__}.{MediaBucket.__name__}"
    assert MediaBucket(**storage["OPTIONS"]).url("images/é 1.webp") == "/media/images/%C3%A9%201.webp"


def variables_read() -> set[str]:
    """The names that the settings and gunicorn's configuration ask for."""
    prefixed = re.compile(r"\{prefix\}(\w+)")
    found = set()
    for file in [*(ROOT / "site/settings").glob("*.py"), ROOT / "deploy/gunicorn.py"]:
        for call in ast.walk(ast.parse(file.read_text())):
            if not (isinstance(call, ast.Call) and call.args):
                continue
            asked = call.func.value if isinstance(call.func, ast.Attribute) else call.func
            if ast.unparse(asked) not in {"env", "os.environ", "listed"}:
                continue
            name = ast.unparse(call.args[0]).strip("f'\"")
            if of_a_bucket := prefixed.fullmatch(name):
                found |= {prefix + of_a_bucket[1] for prefix in ("MEDIA_STORAGE", "PRIVATE_STORAGE")}
            elif name.isupper():
                found.add(name)
    return found - {"PYTEST_XDIST_WORKER"}


def test_every_variable_is_listed_and_every_listed_one_is_read():
    listed = re.findall(r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == variables_read()


def test_every_variable_whose_form_is_looked_at_is_read():
    looked_at = environment_problems
    assert {*looked_at.WHOLE_NUMBERS, *looked_at.ADDRESSES, *looked_at.FOLDERS} <= variables_read()
