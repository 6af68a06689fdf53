"""``make audit``: the locked packages against known weaknesses, by pip-audit.

Ends with 0 where every package was checked and has none, with 1 where one has, and with 3 where packages were
not checked: pip-audit itself ends with 0 and "No known vulnerabilities found" where it could ask nobody.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

FOUND, NOT_CHECKED = 1, 3
LISTS = ("requirements.txt", "requirements-dev.txt")


@dataclass(frozen=True)
class Audit:
    checked: int
    weak: list[str]
    """A package with its version, and what is known of it."""
    unchecked: list[str]
    """A package, and why."""

    @property
    def status(self) -> int:
        if self.weak:
            return FOUND
        return NOT_CHECKED if self.unchecked or not self.checked else 0


def read(report: dict[str, Any]) -> Audit:
    """pip-audit's report in JSON."""
    packages = report.get("dependencies", [])
    asked = [package for package in packages if "skip_reason" not in package]
    return Audit(
        checked=len(asked),
        weak=[
            f"{package['name']} {package['version']}: {weakness['id']}, mended in "
            f"{', '.join(weakness['fix_versions']) or 'no version yet'}"
            for package in asked
            for weakness in package["vulns"]
        ],
        unchecked=[
            f"{package['name']}: {package['skip_reason']}" for package in packages if package not in asked
        ],
    )


def main() -> None:
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip"]
    command += ["--format=json", "--progress-spinner=off", *(f"--requirement={name}" for name in LISTS)]
    done = subprocess.run(command, capture_output=True, text=True)
    try:
        audit = read(json.loads(done.stdout))
    except ValueError:
        last = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
        print(f"NOT CHECKED: pip-audit has failed: {last[0]}")
        sys.exit(NOT_CHECKED)
    for text in audit.weak:
        print(f"WEAK         {text}")
    if audit.unchecked:
        print(f"NOT CHECKED  {len(audit.unchecked)} packages, for example {audit.unchecked[0]}")
        print("             Where there is no way to pypi.org nothing is known: try it where there is one.")
    print(f"{audit.checked} packages checked, {len(audit.weak)} weaknesses known")
    sys.exit(audit.status)


if __name__ == "__main__":
    main()
