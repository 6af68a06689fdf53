"""What copies the site's database, whichever it is."""

from pathlib import Path
from typing import Protocol

from django.db import connection


class CopyFailed(Exception):
    """The database could not be copied or put back; what was there before is there still."""


class Copier(Protocol):
    def version(self) -> str: ...
    def is_empty(self) -> bool: ...
    def dump(self, into: Path) -> dict[str, int]: ...
    def restore(self, dumped: Path, rows: dict[str, int]) -> None: ...


def copier() -> Copier:
    from . import postgresql, sqlite

    return {"postgresql": postgresql, "sqlite": sqlite}[connection.vendor]
