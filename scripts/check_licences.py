"""The licences of all that is installed: whether each is one that we may use, and the list of them.

``python -m scripts.check_licences`` ends with 1 where a licence is not in the table, or where
``docs/licences.md`` says something else; with ``--write`` it writes that file.
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

DOCUMENT = Path("docs/licences.md")
PERMISSIVE = {
    "0BSD",
    "Apache Software License",
    "Apache-2.0",
    "BSD License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CNRI-Python",
    "ISC License (ISCL)",
    "ISC",
    "MIT License",
    "MIT",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
    "Python Software Foundation License",
}
WEAK_COPYLEFT = {
    # Used as they are: only changes to themselves would have to be published.
    "LGPL-3.0-only",
    "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)",
}
ALLOWED = PERMISSIVE | WEAK_COPYLEFT
BY_NAME = {
    "djlint": ("GPL-3.0-or-later", "checks templates while they are written; nothing of it is served"),
    "qrcode": ("BSD License; Other/Proprietary License", "BSD by its LICENSE file, the rest is a misnomer"),
    "text-unidecode": (
        "Artistic License; GNU General Public License (GPL); GNU General Public License v2 or later (GPLv2+)",
        "either of the two; used by what makes test data",
    ),
}
"""Packages whose licence is not in the lists: which one was looked at, and why it will do."""


def licences() -> dict[str, str]:
    """By package, of all that is installed, as the packages themselves say it."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=mixed", "--with-system"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {plain(package["Name"]): package["License"] for package in json.loads(done.stdout)}


def plain(name: str) -> str:
    """PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(file: str) -> set[str]:
    return {
        plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*?\])?==", Path(file).read_text(), re.M)
    }


def is_allowed(package: str, licence: str) -> bool:
    """Of licences joined by OR one is enough; of others each counts."""
    if package in BY_NAME and BY_NAME[package][0] == licence:
        return True
    ways = [re.split(r"\s+AND\s+|;\s*", way) for way in re.split(r"\s+OR\s+", licence)]
    return any(all(part.strip("() ") in ALLOWED or part in ALLOWED for part in way) for way in ways)


def document(found: dict[str, str]) -> str:
    served, ours = locked("requirements.txt"), locked("requirements-dev.txt")
    parts = ["# Licences", "", "Of the packages that are installed, as they say it themselves. Written by"]
    parts += [
        "`.venv/bin/python -m scripts.check_licences --write`; `make check` fails where a licence is new."
    ]
    for title, names in (("The site", served), ("Only for development", ours - served)):
        by_licence = defaultdict(list)
        for name in sorted(names & found.keys()):
            by_licence[found[name]].append(name)
        parts += ["", f"## {title}", "", "| licence | packages |", "|---|---|"]
        parts += [f"| {licence} | {', '.join(by_licence[licence])} |" for licence in sorted(by_licence)]
    parts += ["", "## Looked at one by one", "", "| package | licence | why it will do |", "|---|---|---|"]
    parts += [f"| {name} | {licence} | {why} |" for name, (licence, why) in BY_NAME.items()]
    return "\n".join(parts) + "\n"


def main() -> None:
    names = locked("requirements.txt") | locked("requirements-dev.txt")
    found = {name: licence for name, licence in licences().items() if name in names}
    refused = [f"{name}: {licence}" for name, licence in found.items() if not is_allowed(name, licence)]
    if refused:
        sys.exit("Licences that nobody has allowed yet (scripts/check_licences.py):\n" + "\n".join(refused))
    if "--write" in sys.argv:
        DOCUMENT.write_text(document(found))
    elif not DOCUMENT.exists() or DOCUMENT.read_text() != document(found):
        sys.exit(
            f"{DOCUMENT} is not as it would be written: .venv/bin/python -m scripts.check_licences --write"
        )


if __name__ == "__main__":
    main()
