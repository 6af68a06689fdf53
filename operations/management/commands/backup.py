"""Writes database, media and private files into one archive, while the site is in use."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from operations.backup.archive import DamagedArchive
from operations.backup.database import CopyFailed
from operations.backup.making import back_up, name_for, prune


def _number(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1 must be kept")
    return number


class Command(BaseCommand):
    help = (
        "Write the database, the media and the private files into one archive. The keys are not in it "
        "(SECRET_KEY, REQUEST_KEYS), and it is not encrypted: see docs/backup.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="a folder that exists, or the new archive's file")
        parser.add_argument(
            "--keep", type=_number, metavar="N", help="delete the oldest archives in the folder beyond N"
        )

    def handle(self, *args: Any, path: Path, keep: int | None, **options: Any) -> None:
        is_folder = path.is_dir()
        if keep and not is_folder:
            raise CommandError("--keep needs a folder that exists.")
        file = path / name_for(datetime.now(UTC)) if is_folder else path
        try:
            manifest = back_up(file)
        except FileExistsError as error:
            raise CommandError(f"{file} exists; no backup is written over.") from error
        except (CopyFailed, DamagedArchive, DatabaseError, OSError) as error:
            raise CommandError(f"NOT backed up: {error}") from error
        self.stdout.write(
            f"{file}: {sum(manifest.rows.values())} rows of {len(manifest.rows)} tables, "
            f"{len(manifest.files) - 1} files. The keys (REQUEST_KEYS, SECRET_KEY) are not in it."
        )
        for gone in prune(path, keep) if keep else ():
            self.stdout.write(f"deleted: {gone}")
