"""Servers of the test run: a new site as ``make run`` serves it, and the two showcase sites."""

import http.client
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.showcase.catalogue import LANGUAGES, TEMPLATES, Template

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_START = 400
"""Seconds for a new database with the launch content, on a busy machine."""


@contextmanager
def launched_site(folder: Path) -> Iterator[str]:
    """The address of the launch content as ``make run`` serves it; what it writes is in the folder."""
    port, environment = _environment(folder)
    with _running(["scripts/serve", "production", "127.0.0.1", str(port)], port, environment) as server:
        yield server.address


@dataclass(frozen=True)
class Server:
    address: str
    """``http://127.0.0.1:8123``"""
    process: int
    environment: dict[str, str]

    def workers(self) -> set[int]:
        """The numbers of its processes: others where one has died. Empty where the system does not tell."""
        told = Path(f"/proc/{self.process}/task/{self.process}/children")
        return {int(number) for number in told.read_text().split()} if told.exists() else set()


@dataclass(frozen=True)
class Showcase:
    servers: dict[str, Server]
    """By the name of a showcase site."""

    @property
    def hosts(self) -> dict[str, str]:
        """The addresses of the servers."""
        return {name: server.address for name, server in self.servers.items()}

    def address(self, template: Template, language: str) -> str:
        return self.hosts[template.site] + template.address(language)

    def addresses(self, languages: tuple[str, ...] = LANGUAGES) -> dict[str, tuple[Template, str]]:
        return {
            self.address(template, language): (template, language)
            for template in TEMPLATES
            for language in languages
        }


@contextmanager
def showcase(folder: Path, migrated: Path | None = None) -> Iterator[Showcase]:
    """Both showcase sites, built anew and served with production's settings.

    ``migrated``: an SQLite database with all migrations, which take longer than all the rest together.
    """
    migrated = migrated or _migrated(folder)
    with ExitStack() as stack:
        servers = {}
        for kind in ("full", "bare"):
            home = folder / kind
            home.mkdir()
            shutil.copy(migrated, home / "site.sqlite3")
            servers[kind] = stack.enter_context(showcase_site(kind, home))
        yield Showcase(servers)


@contextmanager
def showcase_site(kind: str, folder: Path, *, with_admin: bool = False, **variables: str) -> Iterator[Server]:
    """One showcase site, built in the folder; with the admin's own files if wanted, which take half a minute.

    ``variables``: of its environment, ``DATABASE_URL`` for example.
    """
    port, environment = _environment(folder)
    environment |= {"DJANGO_SETTINGS_MODULE": "website.settings.production", "LOG_LEVEL": "WARNING"}
    environment |= {"HTTPS": "off", "SERVE_MEDIA": "on"} | variables
    build = [sys.executable, "-m", "tests.showcase.building", kind, *(["admin"] if with_admin else [])]
    subprocess.run(build, cwd=ROOT, env=environment, check=True)
    with _running(_gunicorn(port), port, environment) as server:
        yield server


@contextmanager
def over_https(server: Server, folder: Path) -> Iterator[Server]:
    """The same site as a public one, behind a proxy that readers reach by HTTPS: ``https://www.example.org``."""
    port, _environment_of_its_own = _environment(folder)
    secret = secrets.token_urlsafe(60)
    environment = server.environment | {
        "HTTPS": "on",
        "SITE_URL": "https://www.example.org",
        "ALLOWED_HOSTS": "www.example.org",
        "SECRET_KEY": secret,
        "REQUEST_KEYS": secret,
        "DATABASE_URL": f"sqlite:///{server.environment['VAR_DIR']}/site.sqlite3",
        "EMAIL_URL": "dummymail://",
        "DEFAULT_FROM_EMAIL": "noreply@example.org",
        "LOG": str(folder / "log"),
    }
    with _running(_gunicorn(port), port, environment) as served:
        yield served


def _gunicorn(port: int) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "website.wsgi", "--bind", f"127.0.0.1:{port}"]
    return [*command, "--config", "scripts/gunicorn_local.py"]


def _migrated(folder: Path) -> Path:
    _port, environment = _environment(folder)
    environment |= {"DJANGO_SETTINGS_MODULE": "website.settings.production", "HTTPS": "off"}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"], cwd=ROOT, env=environment, check=True
    )
    return folder / "site.sqlite3"


def _environment(folder: Path) -> tuple[int, dict[str, str]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
    # Who follows every link takes more than any reader; who attacks (scripts/hostile) comes from everywhere.
    kept |= {"FILES_A_MINUTE": "100000", "REQUESTS_A_DAY_IN_ALL": "100000", "TRUSTED_PROXIES": "1"}
    return port, kept | {"VAR_DIR": str(folder), "SITE_URL": f"http://127.0.0.1:{port}"}


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[Server]:
    """Waits until it answers; complains at the end if it has said anything of an error."""
    log = Path(environment.get("LOG") or Path(environment["VAR_DIR"]) / "log")
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, log)
        yield Server(address, process.pid, environment)
    finally:
        process.terminate()
        process.wait(30)
    said = log.read_text()
    assert "Traceback" not in said, said


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + LONGEST_START
    while True:
        try:
            connection = http.client.HTTPConnection(address.removeprefix("http://"))
            connection.request("HEAD", "/")
            if connection.getresponse().status < 500:
                return
        except OSError:
            pass
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.2)
