"""Restoring a backup: all of it, or nothing."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.db import connection, connections

from core.caching import renew_content_version
from core.stored_files import all_files

from .archive import DATABASE, FOLDERS, Archive, Manifest, opened, sha256
from .database import copier
from .making import fingerprint

logger = logging.getLogger(__name__)


class NotRestored(Exception):
    """Refused before anything was changed."""


def restore(path: Path, *, replace: bool = False) -> Manifest:
    """Put an archive's database and files where this site's are.

    ``replace``: in the place of what is there; without, NotRestored where there is anything. Raises also
    DamagedArchive, CopyFailed, OSError: everything is then as it was.

    Files are added first, then the database is replaced in one transaction, then the files go that it does
    not know: killed at any moment, the database has the files that it names.
    """
    with opened(path) as archive, tempfile.TemporaryDirectory() as folder:
        archive.verify()
        _require_fitting(archive.manifest)
        if not replace:
            _require_empty()
        dumped = Path(folder) / DATABASE
        with dumped.open("wb") as file:
            shutil.copyfileobj(archive.read(DATABASE), file)
        with _files_of(archive, Path(folder)):
            copier().restore(dumped, archive.manifest.rows)
        connections.close_all()
        _delete_others(archive)
        renew_content_version()
        return archive.manifest


def missing_keys(manifest: Manifest) -> int:
    """How many of the keys that its files and drafts were sealed with this site does not have."""
    return len(set(manifest.keys) - {fingerprint(key) for key in settings.REQUEST_KEYS})


def _require_fitting(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise NotRestored(
            f"The archive is of a {manifest.vendor} database, DATABASE_URL leads to {connection.vendor}."
        )


def _require_empty() -> None:
    if not copier().is_empty():
        raise NotRestored("The database is not empty. --replace replaces all that is in it, and all files.")
    for alias in FOLDERS.values():
        if any(all_files(storages[alias])):
            raise NotRestored(f"The storage “{alias}” is not empty. --replace replaces all that is in it.")


@contextmanager
def _files_of(archive: Archive, folder: Path) -> Iterator[None]:
    """The archive's files, stored; as before where the block fails."""
    added: list[tuple[Storage, str]] = []
    replaced: list[tuple[Storage, str, Path]] = []
    try:
        for place, alias in FOLDERS.items():
            storage = storages[alias]
            for name in archive.names(place):
                if storage.exists(name):
                    with storage.open(name) as there:
                        if sha256(there) == archive.manifest.files[f"{place}/{name}"].sha256:
                            continue
                    kept = folder / str(len(replaced))
                    with storage.open(name) as there, kept.open("wb") as copy:
                        shutil.copyfileobj(there, copy)
                    replaced.append((storage, name, kept))
                    storage.delete(name)
                added.append((storage, name))
                _store(storage, name, archive.read(f"{place}/{name}"))
        yield
    except BaseException:
        for storage, name in added:
            with suppress(OSError):
                storage.delete(name)
        for storage, name, kept in replaced:
            with kept.open("rb") as copy:
                _store(storage, name, copy)
        raise


def _store(storage: Storage, name: str, content: IO[bytes]) -> None:
    saved = storage.save(name, File(content, name=name))
    if saved != name:
        storage.delete(saved)
        raise OSError(f"{name} could be stored under another name only")


def _delete_others(archive: Archive) -> None:
    for place, alias in FOLDERS.items():
        wanted = set(archive.names(place))
        for name in [name for name in all_files(storages[alias]) if name not in wanted]:
            try:
                storages[alias].delete(name)
            except OSError:
                logger.exception("%s: a file that the archive does not have could not be deleted", place)
