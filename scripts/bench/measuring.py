"""Measures every address in one database at each size: ``python -m scripts.bench.measuring SIZES ADDRESSES``.

Both are JSON, and so is the line that it prints. The database is that of ``DATABASE_URL``, and must be empty.
"""

import gzip
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

REQUESTS = 30
FEWEST = 3
ENOUGH = 15
"""Seconds by the clock on the wall: an address that took so long is asked ``FEWEST`` times only."""


def main() -> None:
    sizes, addresses = json.loads(sys.argv[1]), json.loads(sys.argv[2])
    django.setup()
    if connection.introspection.table_names():
        sys.exit("The database is not empty: this is for one that is thrown away")
    say("migrations and launch content")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_content", stdout=sys.stderr)
    found: dict[str, dict[int, Any]] = {address: {} for address in addresses}
    for size in sizes:
        say(f"making {size} projects")
        call_command("make_portfolio", "--yes", f"--projects={size}", stdout=sys.stderr)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")  # what its own housekeeping does within minutes
        client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        for address in addresses:
            say(f"  {address[:90]}")
            found[address][size] = measured(client, address)
        call_command("make_portfolio", "--yes", "--remove", stdout=sys.stderr)
    print(json.dumps({"server": server(), "found": found}))


def measured(client: Client, address: str) -> dict[str, float]:
    """``status``; where it is 200 ``queries``, ``bytes`` compressed, and seconds of computing.

    ``process`` and ``database``: of this process and of the database's own (PostgreSQL), a warm request;
    ``first``: of both, for the first request after a change of content.
    """
    response = client.get(address)
    if response.status_code != 200:
        return {"status": response.status_code}
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)  # the next request forgets them
    of_process: list[float] = []
    of_database: list[float] = []
    database = database_clock()
    end = time.monotonic() + ENOUGH
    while len(of_process) < FEWEST or (len(of_process) < REQUESTS and time.monotonic() < end):
        began, began_database = time.process_time(), database()
        client.get(address)
        of_process.append(time.process_time() - began)
        of_database.append(database() - began_database)
    return {
        "status": 200,
        "queries": queries,
        "bytes": len(gzip.compress(response.content, 6)),
        "process": statistics.median(of_process),
        "database": statistics.median(of_database),
        "first": first_after_a_change(client, address, database),
    }


def first_after_a_change(client: Client, address: str, database: Callable[[], float]) -> float:
    from core.caching import renew_content_version

    times = []
    for _time in range(FEWEST):
        renew_content_version()
        began = time.process_time() + database()
        client.get(address)
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
