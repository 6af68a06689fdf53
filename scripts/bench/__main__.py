"""Prints a table for each database: what every address costs, and what is over its budget.

In databases and folders that are thrown away; a quarter of an hour for both.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import django
import wagtail

from .addresses import ADDRESSES, Budget

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (100, 10_000)
HEADINGS = ("address", "queries", "KB", "ms", "ms, first", "ratio", "over")


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
    print(f"{machine()}\n", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        collect_static_files(Path(folder))
        for database in [chosen.database] if chosen.database else ["sqlite", "postgresql"]:
            report = measure(database, Path(folder), chosen.sizes, budgets)
            if report:
                print_table(report, chosen.sizes, budgets)


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
    """What ``measuring`` reports; None where there is no such database server."""
    command = ["scripts/with-postgres"] if database == "postgresql" else []
    command += [sys.executable, "-m", "scripts.bench.measuring", json.dumps(sizes)]
    command += [json.dumps([budget.address for budget in budgets])]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(folder, database), check=True, stdout=subprocess.PIPE, text=True
    )
    if done.stdout.startswith("NOT RUN"):
        print(done.stdout.split(":")[0])
        return None
    return json.loads(done.stdout.splitlines()[-1])


def print_table(report: dict[str, Any], sizes: tuple[int, int], budgets: list[Budget]) -> None:
    few, many = map(str, sizes)
    print(f"{report['server']}; {sizes[0]:,} → {sizes[1]:,} projects\n")
    print(f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}")
    for budget in budgets:
        found = report["found"][budget.address]
        print(f"| {' | '.join(row(budget, found[few], found[many]))} |", flush=True)
    print()


def row(budget: Budget, few: dict[str, float], many: dict[str, float]) -> list[str]:
    address = budget.address if len(budget.address) <= 50 else f"{budget.address[:49]}…"
    for found in (few, many):
        if found["status"] != 200:
            answer = "not there" if found["status"] == 404 else f"answers {found['status']:.0f}"
            return [address, answer, *[""] * (len(HEADINGS) - 2)]
    ratio = total(many) / total(few)
    queries = [round(found["queries"]) for found in (few, many)]
    kilobytes = [found["bytes"] / 1000 for found in (few, many)]
    over = [
        name
        for name, is_over in (
            ("queries", max(queries) > budget.queries),
            ("KB", max(kilobytes) > budget.kilobytes),
            ("ratio", ratio > budget.ratio),
        )
        if is_over
    ]
    return [
        address,
        f"{queries[0]} → {queries[1]} of {budget.queries}",
        f"{kilobytes[0]:.1f} → {kilobytes[1]:.1f} of {budget.kilobytes}",
        f"{milliseconds(few)} → {milliseconds(many)}",
        f"{few['first'] * 1000:.0f} → {many['first'] * 1000:.0f}",
        f"{ratio:.1f} of {budget.ratio:.1f}",
        f"**{', '.join(over)}**" if over else "",
    ]


def total(found: dict[str, float]) -> float:
    return found["process"] + found["database"]


def milliseconds(found: dict[str, float]) -> str:
    """Of the process, and those of the database's own process behind a plus."""
    text = f"{found['process'] * 1000:.1f}"
    return f"{text} + {found['database'] * 1000:.1f}" if found["database"] else text


if __name__ == "__main__":
    main()
