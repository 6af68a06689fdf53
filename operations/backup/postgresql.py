"""Copies of a PostgreSQL database by its own tools, in one snapshot, while the site is in use."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection, transaction
from psycopg import sql
from psycopg.conninfo import make_conninfo

from .database import CopyFailed

PLACE = (
    "dbname",
    "host",
    "hostaddr",
    "passfile",
    "port",
    "service",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "user",
)
LONGEST_WAIT = "60s"
"""For others to let go of the tables that are replaced."""


def version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0]}"


def is_empty() -> bool:
    return not _tables()


def dump(into: Path) -> dict[str, int]:
    """Write the database's copy; return how many rows each table has in the same snapshot."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        rows = {}
        for table in _tables():
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            [rows[table]] = cursor.fetchone()
        _run(
            "pg_dump",
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot}",
            f"--file={into}",
            f"--dbname={_place()}",
        )
    return rows


def restore(dumped: Path, rows: dict[str, int]) -> None:
    """Put the copy in the place of all that is there, in one transaction: counted before it is committed."""
    before, content, after = (dumped.with_name(f"{name}.sql") for name in ("before", "content", "after"))
    _run("pg_restore", "--no-owner", "--no-privileges", "--no-comments", f"--file={content}", str(dumped))
    place = _place()
    identify = sql.Identifier
    drop = [sql.SQL("DROP TABLE {} CASCADE").format(identify(_schema(), table)) for table in _tables()]
    before.write_text(_script([sql.SQL("SET LOCAL lock_timeout = {}").format(LONGEST_WAIT), *drop]))
    count = [
        sql.SQL(
            "DO $$ BEGIN IF (SELECT count(*) FROM {}) <> {} THEN RAISE 'wrong number of rows'; END IF; END $$"
        ).format(identify(_schema(), table), number)
        for table, number in rows.items()
    ]
    after.write_text(_script(count))
    connection.close()  # else it would hold what is dropped
    _run(
        "psql",
        "--no-psqlrc",
        "--quiet",
        "--output=/dev/null",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        f"--file={before}",
        f"--file={content}",
        f"--file={after}",
        f"--dbname={place}",
    )


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def _schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def _script(statements: list[sql.Composed]) -> str:
    connection.ensure_connection()
    return "".join(f"{statement.as_string(connection.connection)};\n" for statement in statements)


def _place() -> str:
    """How the tools reach the database; the password goes by the environment, where nobody else sees it.

    Not all that Django passes on: a limit on the time of statements is about pages.
    """
    given = connection.get_connection_params()
    return make_conninfo(**{name: given[name] for name in PLACE if given.get(name)})


def _run(program: str, *arguments: str) -> None:
    """Raises CopyFailed with the last line that the program has said."""
    environment = os.environ | {"PGCONNECT_TIMEOUT": "10"}
    if password := connection.settings_dict.get("PASSWORD"):
        environment["PGPASSWORD"] = password
    done = subprocess.run(  # noqa: S603
        [_found(program), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it failed"]
        raise CopyFailed(f"{program}: {said[0]}")


def _found(program: str) -> str:
    """Debian's newest, since a tool must not be older than the server; else whatever the PATH has."""
    installed = Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    newest = max(installed, key=lambda path: float(path.parent.parent.name), default=None)
    found = str(newest) if newest else shutil.which(program)
    if found is None:
        raise CopyFailed(f"{program} is not installed: apt-get install postgresql-client")
    return found
