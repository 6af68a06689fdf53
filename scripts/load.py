"""``make load``: readers and an editor at the same time, on this machine alone.

A throw-away site (PostgreSQL and Redis where the machine has them) is read over 8 and then over 64
connections, pages, languages and filters mixed, while an editor publishes once a second. It fails if any
answer is a 5xx, or shows a page as it was more than ``OLDEST`` seconds after a newer one was published.
"""

import argparse
import http.client
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from scripts.bench.servers import ROOT, Server, gunicorn, redis

CONNECTIONS = (8, 64)
SECONDS = 30
WARM_SECONDS = 10
"""Read before anything is published and measured: processes that have just started read their code first."""
OLDEST = 2.0
WATCHED = "/en/projects/mali-i/"
"""The page that is published anew; its summary says how often it was."""
OTHERS = (
    *(f"/{language}/" for language in ("en", "fr", "es")),
    *(f"/{language}/projects/" for language in ("en", "fr", "es")),
    *(f"/{language}/news/" for language in ("en", "fr", "es")),
    "/en/objective-23/",
    "/fr/objective-23/technical-assistance/",
    "/es/regions/",
    "/en/countries/ml/",
    "/fr/objectives/5/",
    "/en/projects/map/",
    "/en/projects/?country=ml",
    "/fr/projects/?objective=gcm-5&way=way-5",
    "/es/projects/?q=migracion&page=2",
    "/en/search/?q=labour",
    "/fr/nowhere/",
)
NUMBER = re.compile(rb"Published (\d+) times\.")


@dataclass
class Seen:
    statuses: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    oldest: float = 0.0
    """Seconds that a page was shown for after a newer one was published."""
    failures: list[str] = field(default_factory=list)


class Editor(threading.Thread):
    """Publishes once a second, in a process of its own."""

    def __init__(self, environment: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.published: dict[int, float] = {}
        """When each version was committed."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "scripts.load", "--edit"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self) -> None:
        for line in self._process.stdout or ():
            self.published[int(line)] = time.monotonic()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait()


def edit() -> None:
    """Publish for ever; a line is printed for each time that is committed."""
    import django

    django.setup()
    from projects.models import ProjectPage

    slug = WATCHED.strip("/").rpartition("/")[2]
    number = 0
    while True:
        began = time.monotonic()
        number += 1
        page = ProjectPage.objects.get(slug=slug, locale__language_code="en")
        page.summary = f"Published {number} times."
        page.save_revision().publish()
        print(number, flush=True)
        time.sleep(max(0.0, 1 - (time.monotonic() - began)))


def read(server: Server, published: dict[int, float], until: float, seen: Seen, seed: int) -> None:
    """One reader: one connection, one request after the other."""
    choose = random.Random(seed)  # noqa: S311 - not for secrets
    host = server.url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=60)
    while time.monotonic() < until:
        path = WATCHED if choose.random() < 0.2 else choose.choice(OTHERS)
        began = time.monotonic()
        try:
            connection.request("GET", path, headers={"Host": "localhost"})
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            seen.failures.append(f"{path}: {error!r}")
            connection = http.client.HTTPConnection(host, timeout=60)
            continue
        seen.seconds.append(time.monotonic() - began)
        seen.statuses[answer.status] += 1
        if answer.status >= 500:
            seen.failures.append(f"{path}: {answer.status}")
        if path == WATCHED and (found := NUMBER.search(body)):
            newer = published.get(int(found[1]) + 1)
            if newer is not None:
                # What was asked for before it was published may come after it.
                seen.oldest = max(seen.oldest, began - newer)


def measure(server: Server, published: dict[int, float], connections: int, seconds: int) -> Seen:
    until = time.monotonic() + seconds
    each = [Seen() for _number in range(connections)]
    readers = [
        threading.Thread(target=read, args=(server, published, until, seen, seed))
        for seed, seen in enumerate(each)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    together = Seen()
    for seen in each:
        together.statuses += seen.statuses
        together.seconds += seen.seconds
        together.failures += seen.failures
        together.oldest = max(together.oldest, seen.oldest)
    return together


def main() -> None:
    parser = argparse.ArgumentParser(prog="make load")
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--edit", action="store_true", help="be the editor")
    chosen = parser.parse_args()
    if chosen.edit:
        edit()
    failed = False
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "website.settings.production",
            "VAR_DIR": name,
            "REDIS_URL": stack.enter_context(redis(folder)),
            "ALLOWED_HOSTS": "localhost",
            "SITE_URL": "http://localhost:8000",
            "HTTPS": "off",
        }
        for command in (["migrate", "--verbosity=0"], ["load_content"], ["collectstatic", "--noinput"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        server = stack.enter_context(gunicorn("website.wsgi", folder, environment))
        measure(server, {}, CONNECTIONS[0], WARM_SECONDS)
        editor = Editor(environment)
        stack.callback(editor.stop)
        editor.start()
        for connections in CONNECTIONS:
            before = len(editor.published)
            seen = measure(server, editor.published, connections, chosen.seconds)
            cut = quantiles(seen.seconds, n=100)
            statuses = ", ".join(f"{status}: {number:,}" for status, number in sorted(seen.statuses.items()))
            print(
                f"{connections} connections, {chosen.seconds} s, "
                f"{len(editor.published) - before} publications: "
                f"{len(seen.seconds):,} answers ({statuses}), ms p50/p95/p99 "
                f"{1000 * cut[49]:.0f}/{1000 * cut[94]:.0f}/{1000 * cut[98]:.0f}, "
                f"oldest page {seen.oldest:.1f} s after its publication; {len(seen.failures)} failures",
                flush=True,
            )
            for failure in seen.failures[:5]:
                print(f"  {failure}")
            failed |= bool(seen.failures) or seen.oldest > OLDEST or not seen.seconds
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
