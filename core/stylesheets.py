"""``css/site.css`` is written as a list of imports, a file a component, and served as one file."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/site.css"
_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>\w+)\);')

Sources = dict[str, tuple[Storage, str]]
"""What ``collectstatic`` has found: where each name comes from."""


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Writes each import's text in its place, then hashes and compresses as ever: one request, not thirty."""

    def post_process(self, paths: Sources, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if ENTRY in paths and not dry_run:
            joined = joined_stylesheet(paths)
            self.delete(ENTRY)
            self._save(ENTRY, ContentFile(joined.encode()))
            # What is hashed is read from where it was found: this one is found here now.
            paths = {**paths, ENTRY: (self, ENTRY)}
        yield from super().post_process(paths, dry_run, **options)


def joined_stylesheet(sources: Sources) -> str:
    """The entry with its imports in their layers. ``KeyError`` for a file that is missing.

    Addresses inside an import stay as they are: only a file beside the entry may have some.
    """

    def text_of(match: re.Match[str]) -> str:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(ENTRY), match["path"]))
        return f"@layer {match['layer']} {{\n{_read(sources, name)}}}\n"

    return _IMPORT.sub(text_of, _read(sources, ENTRY))


def _read(sources: Sources, name: str) -> str:
    storage, path = sources[name]
    with storage.open(path) as file:
        return file.read().decode()
