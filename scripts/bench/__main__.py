"""Prints what every address costs on each database and what is served in a second, and writes it down.

In databases and folders that are thrown away; half an hour for both.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import django
import wagtail

from .addresses import ADDRESSES, Budget
from .report import MARKS, costs, served
from .servers import ROOT

DOCUMENT = ROOT / "docs" / "benchmarks.md"
SIZES = (100, 10_000)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    parser.add_argument(
        "--only", default="", help="only addresses that contain one of these, with commas between"
    )
    parser.add_argument("--sizes", type=int, nargs=2, default=SIZES, metavar="PROJECTS")
    chosen = parser.parse_args()
    parts = chosen.only.split(",")
    budgets = [budget for budget in ADDRESSES if any(part in budget.address for part in parts)]
    lines = [f"\n{date.today():%d %B %Y}. {machine()}.\n"]
    with tempfile.TemporaryDirectory() as folder:
        collect_static_files(Path(folder))
        for database in [chosen.database] if chosen.database else ["postgresql", "sqlite"]:
            found = measure(database, Path(folder), chosen.sizes, budgets)
            if found:
                lines += [*costs(found, chosen.sizes, budgets), *served(found)]
    print("\n".join(lines))
    if not chosen.only:
        write(lines)


def machine() -> str:
    """The processor, how many of it, and the software that all is measured with."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return (
        f"{models[0] if models else platform.machine()}, {os.cpu_count()} cores, {platform.system()}; "
        f"Python {platform.python_version()}, Django {django.__version__}, Wagtail {wagtail.__version__}"
    )


def environment(folder: Path, database: str) -> dict[str, str]:
    """Production's settings on this machine alone, whatever is set around us."""
    home = folder / database
    home.mkdir(exist_ok=True)
    static = home / "static"
    if not static.exists():
        static.symlink_to(folder / "static")
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "website.settings.production",
        "VAR_DIR": str(home),
        "DATABASE_URL": f"sqlite:///{home / 'site.sqlite3'}",  # with-postgres puts its own in its place
        "REDIS_URL": "",
        "SITE_URL": "http://localhost:8000",
        "ALLOWED_HOSTS": "localhost",
        "HTTPS": "off",
        "LOG_LEVEL": "ERROR",
    }


def collect_static_files(folder: Path) -> None:
    (folder / "static").mkdir()
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env=environment(folder, "sqlite"), check=True)


def measure(
    database: str, folder: Path, sizes: tuple[int, int], budgets: list[Budget]
) -> dict[str, Any] | None:
    """What ``one_database`` reports; None where there is no such database server."""
    at = environment(folder, database)
    found = Path(at["VAR_DIR"]) / "found.json"
    command = ["scripts/with-postgres"] if database == "postgresql" else []
    command += [sys.executable, "-m", "scripts.bench.one_database", at["VAR_DIR"], json.dumps(sizes)]
    command += [json.dumps([budget.address for budget in budgets])]
    subprocess.run(command, cwd=ROOT, env=at, check=True)
    return json.loads(found.read_text()) if found.exists() else None


def write(lines: list[str]) -> None:
    """Into the document, in the place of what stood between its marks."""
    before, _mark, rest = DOCUMENT.read_text().partition(MARKS[0])
    _old, _mark, after = rest.partition(MARKS[1])
    DOCUMENT.write_text("\n".join([before + MARKS[0], *lines, MARKS[1] + after]))


if __name__ == "__main__":
    main()
