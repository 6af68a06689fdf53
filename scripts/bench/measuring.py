"""Measures every address in one database at each size: ``python -m scripts.bench.measuring SIZES ADDRESSES``.

Both are JSON, and so is the line that it prints. The database is that of ``DATABASE_URL``, and must be empty;
it is left with the launch content and the larger portfolio. Settings without the page cache.
"""

import gzip
import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import django
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .addresses import BARE

REQUESTS = 40
FEWEST = 3
ENOUGH = 10
"""Seconds by the clock on the wall: an address that took so long is asked ``FEWEST`` times only."""


def main() -> None:
    sizes, addresses = json.loads(sys.argv[1]), json.loads(sys.argv[2])
    django.setup()
    from .bare import wagtail_page

    if connection.introspection.table_names():
        sys.exit("The database is not empty: this is for one that is thrown away")
    say("migrations and launch content")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_content", stdout=sys.stderr)
    wagtail_page.make()
    found: dict[str, dict[int, Any]] = {address: {} for address in [*addresses, BARE]}
    for size in sizes:
        say(f"making {size} projects")
        call_command("make_portfolio", "--yes", f"--projects={size}", stdout=sys.stderr)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # what its own housekeeping does within minutes
        handler = WSGIHandler()
        for address in addresses:
            say(f"  {address[:90]}")
            found[address][size] = measured(handler, "localhost", address)
        with wagtail_page.stock_wagtail():
            found[BARE][size] = measured(WSGIHandler(), wagtail_page.HOST, wagtail_page.ADDRESS)
        if size != sizes[-1]:
            call_command("make_portfolio", "--yes", "--remove", stdout=sys.stderr)
    print(json.dumps({"server": server(), "found": found}))


def ask(handler: WSGIHandler, host: str, address: str) -> tuple[int, bytes]:
    """Status and body, as gunicorn would ask for them; without a client's work on top."""
    path, _mark, query = address.partition("?")
    statuses: list[Any] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path),
        "QUERY_STRING": query,
        "SERVER_NAME": host,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": host,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }

    def start(status: str, headers: list[tuple[str, str]], error: Any = None, /) -> Callable[[bytes], object]:
        statuses.append(status)
        return statuses.append

    response = handler(environ, start)
    body = b"".join(response)
    response.close()
    return int(statuses[0].split()[0]), body


def measured(handler: WSGIHandler, host: str, address: str) -> dict[str, float]:
    """``status``; where it is 200 ``queries``, ``bytes`` compressed, and seconds of computing.

    ``process`` and ``database``: of this process and of the database's own (PostgreSQL), a warm request;
    ``first``: of both, for the first request after a change of content.
    """
    status, body = ask(handler, host, address)
    if status != 200:
        return {"status": status}
    with CaptureQueriesContext(connection) as captured:
        ask(handler, host, address)
    queries = len(captured)  # the next request forgets them
    of_process: list[float] = []
    of_database: list[float] = []
    database = database_clock()
    end = time.monotonic() + ENOUGH
    while len(of_process) < FEWEST or (len(of_process) < REQUESTS and time.monotonic() < end):
        began, began_database = time.process_time(), database()
        ask(handler, host, address)
        of_process.append(time.process_time() - began)
        of_database.append(database() - began_database)
    return {
        "status": 200,
        "queries": queries,
        "bytes": len(gzip.compress(body, 6)),
        "process": statistics.median(of_process),
        "database": statistics.median(of_database),
        "first": first_after_a_change(handler, host, address, database),
    }


def first_after_a_change(
    handler: WSGIHandler, host: str, address: str, database: Callable[[], float]
) -> float:
    from core.caching import renew_content_version

    times = []
    for _time in range(FEWEST):
        renew_content_version()
        began = time.process_time() + database()
        ask(handler, host, address)
        times.append(time.process_time() + database() - began)
    return statistics.median(times)


def database_clock() -> Callable[[], float]:
    """Seconds that the database's process has computed for our connection; always 0 where it is in ours.

    From Linux, which counts nanoseconds. Work that PostgreSQL gives to further processes is not in it.
    """
    if connection.vendor != "postgresql":
        return lambda: 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (process,) = cursor.fetchone()
    clock = Path(f"/proc/{process}/schedstat")
    if not clock.exists():
        return lambda: 0.0
    return lambda: int(clock.read_text().split()[0]) / 1e9


def server() -> str:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    return f"{name} {'.'.join(map(str, connection.get_database_version()))}"


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
