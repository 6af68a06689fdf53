"""Copies of an SQLite database, by SQLite's own online backup: consistent while the site is in use."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from .database import CopyFailed

LONGEST_WAIT = 60
"""Seconds for others to end what they write."""


def version() -> str:
    return f"SQLite {sqlite3.sqlite_version}"


def is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%%'")
        return cursor.fetchone()[0] == 0


def dump(into: Path) -> dict[str, int]:
    """Copy the database into a new file; return how many rows each table of the copy has."""
    connection.ensure_connection()
    with _said_as_ours(), closing(sqlite3.connect(into)) as copy:
        _copy(connection.connection, copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a second beside it
        return _rows(copy)


def restore(dumped: Path, rows: dict[str, int]) -> None:
    """Put the copy in the database's place, in one transaction, also where other processes have it open."""
    connection.ensure_connection()
    with _said_as_ours(), closing(sqlite3.connect(dumped)) as copy:
        [(found,)] = copy.execute("PRAGMA quick_check(1)").fetchall()
        if found != "ok" or _rows(copy) != rows:
            raise CopyFailed("the copy of the database in the archive is damaged")
        _copy(copy, connection.connection)


@contextmanager
def _said_as_ours() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise CopyFailed(f"SQLite: {error}") from error


def _copy(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    deadline = time.monotonic() + LONGEST_WAIT

    def give_up(status: int, remaining: int, total: int) -> None:
        if remaining and time.monotonic() > deadline:
            raise CopyFailed("the database is in use by another process")

    source.backup(target, progress=give_up)


def _rows(database: sqlite3.Connection) -> dict[str, int]:
    tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    return {
        name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for (name,) in tables
    }
