"""What lies in a storage, whichever it is."""

from collections.abc import Iterator

from django.core.files.storage import Storage


def all_files(storage: Storage, folder: str = "") -> Iterator[str]:
    """The names of all files in a storage, or below a folder of it; none where nothing was ever stored."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" if folder else name for name in files)
    for below in folders:
        yield from all_files(storage, f"{folder}/{below}" if folder else below)
