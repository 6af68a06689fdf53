"""The site behind a gunicorn of its own, in a database and folder of its own: for tests that break it."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.showcase.serving import ROOT

LONGEST_ANSWER = 25
"""Seconds. Longer is a hang."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Site:
    port: int
    folder: Path
    process: subprocess.Popen
    cookies: dict[str, str] = field(default_factory=dict)
    """Of who is signed in."""

    def get(self, path: str, *, staff: bool = False) -> Answer:
        return self._ask("GET", path, None, "", staff)

    def post(self, path: str, data, *, files: bool = False, staff: bool = False) -> Answer:
        if files:
            return self._ask("POST", path, encode_multipart(BOUNDARY, data), MULTIPART_CONTENT, staff)
        body = urlencode(data, doseq=True).encode()
        return self._ask("POST", path, body, "application/x-www-form-urlencoded", staff)

    def _ask(self, method: str, path: str, body: bytes | None, content_type: str, staff: bool) -> Answer:
        http = HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_ANSWER)
        headers = {"Content-Type": content_type} if body is not None else {}
        if staff:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        http.request(method, path, body, headers)
        response: HTTPResponse = http.getresponse()
        for cookie in response.headers.get_all("Set-Cookie", []) if staff else ():
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return Answer(response.status, dict(response.headers), response.read().decode(errors="replace"))

    def ready(self) -> Answer:
        time.sleep(1.1)  # an answer is kept for a second
        return self.get("/readyz/")

    def sign_in(self, user) -> None:
        """In the database that the test is connected to, which must be this site's."""
        client = Client()
        client.force_login(user)
        self.cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}

    def kill_worker(self) -> None:
        """As the kernel does where memory runs out."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), 9)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


@contextmanager
def served_site(database_url: str, folder: Path, *, workers: int = 1, threads: int = 8, **environment: str):
    """Workers with threads, which gunicorn starts again when they are killed."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        "HTTPS": "off",
        "SERVE_MEDIA": "on",
        "SECRET_KEY": settings.SECRET_KEY,
        "REQUEST_KEYS": ",".join(settings.REQUEST_KEYS),
        **environment,
    }
    command = [sys.executable, "-m", "gunicorn", "website.wsgi", "--bind", f"127.0.0.1:{port}"]
    command += ["--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads)]
    command += ["--log-level", "error", "--no-control-socket"]
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    site = Site(port, folder, process)
    try:
        wait_until(lambda: _answers(site), 60)
        yield site
    finally:
        process.terminate()
        process.wait(30)


def _answers(site: Site) -> bool:
    assert site.process.poll() is None, site.log
    try:
        return site.get("/healthz/").status == 200
    except OSError:
        return False


def wait_until(is_so, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.1)
