"""``make hostile``: the whole table against the showcase, served as in production, on each database.

Prints a summary; ends with 1 where a row has failed. Minutes for both.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from .attacking import Report

FEWEST = 600


def main() -> None:
    parser = argparse.ArgumentParser(prog="make hostile")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], help="only this one")
    parser.add_argument("--here", action="store_true", help="on the database of DATABASE_URL")
    parser.add_argument("--only", default="", help="only this family of rows")
    chosen = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "website.settings.test"  # for the admin's addresses
    django.setup()
    if chosen.here or chosen.database == "sqlite":
        sys.exit(run(chosen.database or "sqlite", chosen.only))
    failed = chosen.database is None and run("sqlite", chosen.only)
    command = ["scripts/with-postgres", sys.executable, "-m", "scripts.hostile", "--here"]
    command += ["--database=postgresql", f"--only={chosen.only}"]
    failed = subprocess.run(command).returncode or failed
    sys.exit(1 if failed else 0)


def run(database: str, only: str) -> int:
    """1 where something is wrong, else 0."""
    from tests.showcase.serving import showcase_site

    from .attacking import attack
    from .rows import all_rows

    variables = {"DATABASE_URL": os.environ["DATABASE_URL"]} if database == "postgresql" else {}
    rows = [(family, row) for family, row in all_rows() if only in family]
    print(f"{database}: building the showcase", flush=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        showcase_site("full", Path(folder), with_admin=True, **variables) as server,
    ):
        began = time.monotonic()
        report = attack(server, rows)
        show(database, report, time.monotonic() - began)
    if not only and report.sent.total() < FEWEST:
        print(f"{database}: the table is shorter than {FEWEST} rows")
        return 1
    return 1 if report.wrong else 0


def show(database: str, report: "Report", seconds: float) -> None:
    for text in report.wrong:
        print(f"  WRONG  {text}")
    families = ", ".join(f"{name} {number}" for name, number in report.sent.items())
    answers = ", ".join(
        f"{number} × {status or 'hung up'}" for status, number in report.answers.most_common()
    )
    print(f"{database}: {report.sent.total()} requests in {seconds:.0f} s ({families})")
    print(f"{database}: {answers}; {len(report.wrong)} wrong\n", flush=True)


if __name__ == "__main__":
    main()
