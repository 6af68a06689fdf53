"""What the site serves in a second, beside a bare Django view and nginx with the same bytes.

All on this machine, in one run, under the same gunicorn, over the database of ``DATABASE_URL`` as
``measuring`` has left it. The load is wrk's.
"""

import os
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from .addresses import ADDRESSES
from .servers import Server, fetch, gunicorn, nginx, redis

CONNECTIONS = 8
SECONDS_BUILT = 3
SECONDS_KEPT = 4
MIXED = 20_000
"""Requests over which a worker's memory is watched."""


@dataclass(frozen=True)
class Load:
    """What came of a few seconds of requests."""

    requests: int
    seconds: float
    failed: int
    p50: float
    """Milliseconds, as are the next."""
    p95: float
    p99: float
    computed: float
    """Milliseconds of computing for one request, by the clock of the server's own processes."""

    @property
    def a_second(self) -> float:
        return self.requests / self.seconds


def load(server: Server, paths: Sequence[str], seconds: int, connections: int = CONNECTIONS) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(paths))
        file.flush()
        command = ["wrk", "--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s"]
        command += ["--script", str(Path(__file__).with_name("wrk.lua")), server.url]
        began = server.seconds()
        done = subprocess.run(
            command,
            env=os.environ | {"WRK_PATHS": file.name, "WRK_HOST": "localhost"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        computed = server.seconds() - began
    found = next(line for line in done.stdout.splitlines() if line.startswith("RESULT")).split()[1:]
    requests, microseconds, failed, p50, p95, p99 = map(int, found)
    return Load(
        requests,
        microseconds / 1e6,
        failed,
        p50 / 1e3,
        p95 / 1e3,
        p99 / 1e3,
        1000 * computed / max(requests, 1),
    )


@dataclass(frozen=True)
class Served:
    """One address, as each server gives it."""

    address: str
    built: Load
    kept: Load
    bare_view: Load
    nginx_file: Load
    behind_nginx: Load
    asked_behind_nginx: float
    """Seconds that the site's own processes computed meanwhile: none, where nginx has the page."""


def serve_and_measure(
    folder: Path, environment: dict[str, str], addresses: list[str]
) -> tuple[list[Served], list[list[float]]]:
    """The addresses one after the other; and the memory of each worker (MB), watched over mixed requests."""
    files = folder / "files"
    files.mkdir()
    paths = [budget.address for budget in ADDRESSES if budget.is_template and budget.address in addresses]
    with ExitStack() as stack:
        at = stack.enter_context
        environment = environment | {"REDIS_URL": at(redis(folder)), "SHARED_CACHE_SECONDS": "3600"}
        site = at(gunicorn("website.wsgi", folder, environment))
        without_cache = environment | {"DJANGO_SETTINGS_MODULE": "scripts.bench.uncached"}
        built = at(gunicorn("website.wsgi", folder, without_cache))
        names = {}
        for number, path in enumerate(paths):
            status, body, _headers = fetch(site.url.replace("127.0.0.1", "localhost") + path)
            if status == 200:
                names[path] = str(number)
                (files / str(number)).write_bytes(body)
        bare = at(
            gunicorn("scripts.bench.bare.django_view", folder, environment | {"BARE_FILES": str(files)})
        )
        front = at(nginx(folder, files, site.url))
        found = []
        for path, name in names.items():
            print(f"  {path}", flush=True)
            for server in (site, built, bare, front):
                load(server, [path if server is not bare else f"/{name}"], 1)
            before = site.seconds()
            behind = load(front, [path], SECONDS_KEPT)
            asked = site.seconds() - before
            found.append(
                Served(
                    path,
                    load(built, [path], SECONDS_BUILT),
                    load(site, [path], SECONDS_KEPT),
                    load(bare, [f"/{name}"], SECONDS_KEPT),
                    load(front, [f"/files/{name}"], SECONDS_KEPT),
                    behind,
                    asked,
                )
            )
        return found, memory(site, list(names))


def memory(server: Server, paths: list[str]) -> list[list[float]]:
    """At the start, once every page has been asked for, and after each quarter of ``MIXED`` requests."""
    held, new = [], 0
    for quarter in range(5):
        asked = 0
        while asked < MIXED / 4 and (quarter or not asked):
            # One in ten is asked for the first time, and built.
            new += 1
            searches = [f"/en/projects/?q=word{new}x{number}" for number in range(200)]
            mixed = [path for search in searches for path in [search, *paths[:9]]]
            asked += load(server, mixed, 5).requests
        held.append(server.megabytes())
    return held
