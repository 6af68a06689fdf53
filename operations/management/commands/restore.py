"""Puts an archive of ``manage.py backup`` where this site's database and files are."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from operations.backup.archive import DamagedArchive
from operations.backup.database import CopyFailed
from operations.backup.restoring import NotRestored, missing_keys, restore


class Command(BaseCommand):
    help = "Restore an archive of “manage.py backup”: all of it, or nothing. Stop the site before."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="in the place of what is there, which is deleted"
        )

    def handle(self, *args: Any, archive: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = restore(archive, replace=replace)
        except NotRestored as refusal:
            raise CommandError(str(refusal)) from refusal
        except DamagedArchive as error:
            raise CommandError(f"NOT restored, {archive} is damaged: {error}.") from error
        except (CopyFailed, DatabaseError, OSError) as error:
            raise CommandError(f"NOT restored, all is as before: {error}") from error
        self.stdout.write(
            f"Restored as of {manifest.made_at}: {sum(manifest.rows.values())} rows, "
            f"{len(manifest.files) - 1} files."
        )
        if missing := missing_keys(manifest):
            self.stdout.write(
                f"WARNING: {missing} of the keys that the partners' files and forms were sealed with are not "
                "among this site's REQUEST_KEYS: add them, else what they sealed cannot be opened."
            )
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("The archive is of an older version of the site: now run manage.py migrate.")
