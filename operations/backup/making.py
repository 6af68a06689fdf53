"""Making a backup while the site is in use: database, media, private files, in one archive."""

import hashlib
import platform
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from health_check.checks import Storage as StorageCheck

from core.stored_files import all_files

from .archive import DATABASE, FOLDERS, Manifest, Writing, opened, writing
from .database import copier

NAME = re.compile(r"mieux-\d{8}T\d{6}Z\.tar")
"""Of an archive that was given no other: only such are ever deleted."""
PROBES = f"{StorageCheck().get_file_name().split('/')[0]}/"
"""Where ``/readyz/`` tries whether files can be written."""


def name_for(moment: datetime) -> str:
    return f"mieux-{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}.tar"


def back_up(path: Path) -> Manifest:
    """Write an archive and read it again. Raises CopyFailed, DamagedArchive, OSError; nothing is left then.

    Files first, then the database, then the files that were stored meanwhile: whatever a row of the database
    names, the archive has, unless it was deleted before the backup began. What is deleted meanwhile may be in
    it without a row; ``expire_requests`` finds such files.
    """
    now = datetime.now(UTC)
    with writing(path) as archive, tempfile.TemporaryDirectory(dir=path.parent) as folder:
        _add_files(archive)
        dumped = Path(folder) / DATABASE
        rows = copier().dump(dumped)
        with dumped.open("rb") as content:
            archive.add(DATABASE, content)
        _add_files(archive)
        manifest = Manifest(
            made_at=now.isoformat(timespec="seconds"),
            vendor=connection.vendor,
            versions={
                "python": platform.python_version(),
                "django": django.get_version(),
                "wagtail": wagtail.__version__,
                "database": copier().version(),
            },
            migrations=last_migrations(),
            rows=rows,
            keys=[fingerprint(key) for key in settings.REQUEST_KEYS],
            files=archive.files,
        )
        archive.finish(manifest)
    with opened(path) as written:
        written.verify()
    return manifest


def prune(folder: Path, keep: int) -> list[str]:
    """Delete the oldest archives of a folder, as far as it has more than ``keep``; return their names.

    With them what older backups have left that were killed.
    """
    archives = sorted(file for file in folder.iterdir() if NAME.fullmatch(file.name))
    newest = archives[-1].name if archives else ""
    parts = [file for file in folder.glob("*.part") if NAME.fullmatch(file.stem) and file.stem < newest]
    for file in (*archives[:-keep], *parts):
        file.unlink()
    return [file.name for file in archives[:-keep]]


def fingerprint(key: str) -> str:
    """By which a key is known again, and cannot be made: keys are random."""
    return hashlib.sha256(f"backup of {key}".encode()).hexdigest()[:16]


def last_migrations() -> dict[str, str]:
    return dict(sorted(MigrationRecorder(connection).applied_migrations()))


def _add_files(archive: Writing) -> None:
    """Those that are not in it, or only in part, because they were being written."""
    for folder, alias in FOLDERS.items():
        storage = storages[alias]
        for name in all_files(storage):
            if not name.startswith(PROBES):
                _add_file(archive, f"{folder}/{name}", storage, name)


def _add_file(archive: Writing, name: str, storage: Storage, stored: str) -> None:
    before = archive.files.get(name)
    try:
        if before is None or before.size != storage.size(stored):
            with storage.open(stored) as content:
                archive.add(name, content)
    except FileNotFoundError:
        pass  # deleted since it was listed
