"""The archive: a tar file that ends with a manifest of what is in it."""

import hashlib
import io
import json
import os
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
"""The name of the database's copy in the archive."""
FOLDERS = {"media": "default", "private": "private"}
"""Each folder of the archive, and the storage (``STORAGES``) whose files are in it."""
PIECE = 1024 * 1024
IN_MEMORY = 10 * PIECE


class Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class DamagedArchive(Exception):
    """Not an archive of ours, not whole, or changed since it was written."""


@dataclass(frozen=True)
class Entry:
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    made_at: str
    """ISO 8601, UTC."""
    vendor: str
    """Of the database, ``sqlite`` or ``postgresql``: an archive can be restored on the same kind only."""
    versions: dict[str, str]
    migrations: dict[str, str]
    """The last one of each app."""
    rows: dict[str, int]
    """How many each table has."""
    keys: list[str]
    """Fingerprints of ``REQUEST_KEYS``: whether a site has what opens the files can be told by them."""
    files: dict[str, Entry] = field(default_factory=dict)
    """By the name in the archive: ``database``, ``media/images/a.jpg``, ``private/0f/0fab…``."""
    format: int = FORMAT


class Writing:
    """An archive that is being written. Of a name that comes twice, the later one counts."""

    def __init__(self, tar: tarfile.TarFile, folder: Path) -> None:
        self._tar, self._folder = tar, folder
        self.files: dict[str, Entry] = {}

    def add(self, name: str, source: Readable) -> None:
        with tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(self._folder)) as copy:
            digest = hashlib.sha256()
            while piece := source.read(PIECE):
                digest.update(piece)
                copy.write(piece)
            member = tarfile.TarInfo(name)
            member.size, member.mode, member.mtime = copy.tell(), 0o600, int(time.time())
            copy.seek(0)
            self._tar.addfile(member, copy)
        self.files[name] = Entry(member.size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> None:
        text = json.dumps(asdict(manifest), indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode, member.mtime = len(text), 0o600, int(time.time())
        self._tar.addfile(member, io.BytesIO(text))


@contextmanager
def writing(path: Path) -> Iterator[Writing]:
    """An archive at ``path`` when it is done, nothing there when it fails. Only its owner may read it.

    Raises FileExistsError: no backup is ever written over.
    """
    if path.exists():
        raise FileExistsError(path)
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(part, "w", fileobj=file, format=tarfile.PAX_FORMAT) as tar:
                yield Writing(tar, path.parent)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


class Archive:
    """An archive that is being read. ``opened`` makes one."""

    def __init__(self, tar: tarfile.TarFile, manifest: Manifest, members: dict[str, tarfile.TarInfo]) -> None:
        self._tar, self.manifest, self._members = tar, manifest, members

    def names(self, folder: str) -> Iterator[str]:
        """The files of a folder, by their names in its storage."""
        for name in self.manifest.files:
            if name.startswith(f"{folder}/"):
                yield name.removeprefix(f"{folder}/")

    def read(self, name: str) -> IO[bytes]:
        content = self._tar.extractfile(self._members[name])
        if content is None:
            raise DamagedArchive(f"{name} is no file")
        return content

    def verify(self) -> None:
        """Read it all; raises DamagedArchive where anything is not as the manifest says."""
        if self._members.keys() - {MANIFEST} != self.manifest.files.keys():
            raise DamagedArchive("it does not hold what its manifest lists")
        for name, entry in self.manifest.files.items():
            if self._members[name].size != entry.size or sha256(self.read(name)) != entry.sha256:
                raise DamagedArchive(f"{name} is not what was written")


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Raises DamagedArchive, and OSError where there is none."""
    try:
        with tarfile.open(path, "r:") as tar:
            members = {member.name: member for member in tar}
            text = tar.extractfile(members[MANIFEST])
            if text is None:
                raise DamagedArchive("its manifest is no file")
            manifest = _manifest(json.load(text))
            for name in manifest.files:
                _require_ordinary(name)
            yield Archive(tar, manifest, members)
    except KeyError as error:
        raise DamagedArchive("it has no manifest: it was not written to its end") from error
    except (tarfile.TarError, EOFError, ValueError, TypeError) as error:
        raise DamagedArchive(f"it cannot be read ({error})") from error


def _manifest(given: dict) -> Manifest:
    if given.get("format") != FORMAT:
        raise DamagedArchive(f"it has format {given.get('format')}; this version of the site reads {FORMAT}")
    return Manifest(**{**given, "files": {name: Entry(**entry) for name, entry in given["files"].items()}})


def _require_ordinary(name: str) -> None:
    path = PurePosixPath(name)
    is_ordinary = name == DATABASE or (len(path.parts) > 1 and path.parts[0] in FOLDERS)
    if not is_ordinary or ".." in path.parts or str(path) != name:
        raise DamagedArchive(f"{name!r} is no name of a file here")


def sha256(content: Readable) -> str:
    digest = hashlib.sha256()
    while piece := content.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
