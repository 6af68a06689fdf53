"""Zip archives, as DOCX and ODT are: read strictly, in pieces, and never more than a document can need.

Two programs may see two different archives in one file: one reads it from its start, the other from the
directory at its end. So only those are read on which all agree: entry after entry from the first byte, then
the directory, then nothing. (``zipfile`` is forgiving on purpose; it reads the directory here, nothing else.)
"""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from .faults import Code, Fault

START = b"PK\x03\x04"
DIRECTORY_END = b"PK\x05\x06"
_DESCRIPTOR = b"PK\x07\x08"
_DIRECTORY_END_BYTES = 22
_LONGEST_COMMENT = 65_535

MOST_PARTS = 2_000
MOST_DIRECTORY_BYTES = 1024 * 1024
MOST_INFLATED = 100 * 1024 * 1024
"""Bytes, of all parts together. A document of 10 MB is mostly pictures, which hardly shrink."""
MOST_RATIO = 400
"""Of a part larger than a megabyte. Deflate ends at 1,032; a document's text shrinks to a twentieth."""
PIECE = 1024 * 1024
_FED = 64 * 1024
_ENCRYPTED, _DESCRIBED_BEHIND = 0x1, 0x8
_UNKNOWN_SIZE = 0xFFFFFFFF
_UNSAFE_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|\\|[\x00-\x1f\x7f]|(^|/)\.\.?(/|$)|//")


@dataclass(frozen=True)
class Part:
    """A file in an archive."""

    name: str
    size: int
    """Bytes, unpacked, as the directory says; what is unpacked is held to it."""
    method: int
    checksum: int
    start: int
    end: int
    """Of its packed bytes in the archive."""


def is_an_archive_too(content: bytes) -> bool:
    """Whether programs for archives would take it for one: they look for a directory's end behind."""
    return DIRECTORY_END in content[-_DIRECTORY_END_BYTES - _LONGEST_COMMENT :]


class Archive:
    """Its parts in the order of the file; raises ``Fault`` where programs could disagree about them."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._inflated = 0
        self.parts = self._read()

    def _read(self) -> list[Part]:
        content = self._content
        end = len(content) - _DIRECTORY_END_BYTES
        if content[max(end, 0) :][:4] != DIRECTORY_END:
            raise Fault(Code.EXTRA_BYTES if is_an_archive_too(content) else Code.DAMAGED)
        disk, disk_of_directory, here, count, size, start, comment = struct.unpack(
            "<4H2LH", content[end + 4 :]
        )
        if count > MOST_PARTS or size > MOST_DIRECTORY_BYTES:
            raise Fault(Code.TOO_MANY_PARTS)
        if start + size != end or comment:
            raise Fault(Code.EXTRA_BYTES)
        if disk or disk_of_directory or here != count:
            raise Fault(Code.DAMAGED)
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                infos = archive.infolist()
        # Whatever zipfile stumbles over, nobody else should have to read it.
        except Exception as error:
            raise Fault(Code.DAMAGED) from error
        if len(infos) != count or not infos:
            raise Fault(Code.DAMAGED)
        _check_names(infos)
        infos.sort(key=lambda info: info.header_offset)
        parts, place = [], 0
        for info, following in zip(infos, [*infos[1:], None], strict=True):
            next_place = following.header_offset if following else start
            parts.append(self._part(info, place, next_place))
            place = next_place
        return parts

    def _part(self, info: zipfile.ZipInfo, place: int, next_place: int) -> Part:
        """An entry that fills the archive from ``place`` to ``next_place``, its two descriptions agreeing."""
        header = self._content[place : place + 30]
        if info.header_offset != place or len(header) < 30 or header[:4] != START:
            raise Fault(Code.EXTRA_BYTES)
        flags, method, checksum, packed, _size, name_length, extra_length = struct.unpack(
            "<2xHH4xLLLHH", header[4:]
        )
        if (flags | info.flag_bits) & _ENCRYPTED:
            raise Fault(Code.ENCRYPTED)
        if method != info.compress_type or method not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Fault(Code.UNSAFE_PART)
        name = self._content[place + 30 : place + 30 + name_length]
        if name != info.orig_filename.encode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace"):
            raise Fault(Code.UNSAFE_PART)
        start = place + 30 + name_length + extra_length
        end = start + info.compress_size
        gap = self._content[end:next_place] if end <= next_place else None
        if flags & _DESCRIBED_BEHIND:
            # Its checksum and sizes, of four bytes or of eight, with or without a mark before them.
            if gap is None or len(gap) not in (12, 16, 20, 24):
                raise Fault(Code.EXTRA_BYTES)
            if struct.unpack("<L", gap.removeprefix(_DESCRIPTOR)[:4])[0] != info.CRC:
                raise Fault(Code.DAMAGED)
        elif gap != b"" or checksum != info.CRC or packed not in (info.compress_size, _UNKNOWN_SIZE):
            raise Fault(Code.EXTRA_BYTES)
        return Part(info.orig_filename, info.file_size, method, info.CRC, start, end)

    def unpacked(self, part: Part) -> Iterator[bytes]:
        """A part in pieces of at most ``PIECE`` bytes; raises ``Fault`` where it is not as was said of it."""
        size, checksum = 0, 0
        most = max(MOST_RATIO * (part.end - part.start), PIECE)
        for piece in self._pieces(part):
            size += len(piece)
            self._inflated += len(piece)
            if size > most or self._inflated > MOST_INFLATED:
                raise Fault(Code.BOMB)
            checksum = zlib.crc32(piece, checksum)
            yield piece
        if size != part.size or checksum != part.checksum:
            raise Fault(Code.DAMAGED)

    def _pieces(self, part: Part) -> Iterator[bytes]:
        if part.method == zipfile.ZIP_STORED:
            for place in range(part.start, part.end, PIECE):
                yield self._content[place : min(place + PIECE, part.end)]
            return
        inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for place in range(part.start, part.end, _FED):
                fed = self._content[place : min(place + _FED, part.end)]
                while fed and not inflating.eof:
                    if piece := inflating.decompress(fed, PIECE):
                        yield piece
                    fed = inflating.unconsumed_tail
            while not inflating.eof and (piece := inflating.decompress(b"", PIECE)):
                yield piece
        except zlib.error as error:
            raise Fault(Code.DAMAGED) from error
        if not inflating.eof or inflating.unused_data:
            raise Fault(Code.DAMAGED)


def _check_names(infos: list[zipfile.ZipInfo]) -> None:
    seen = set()
    for info in infos:
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or _UNSAFE_NAME.search(info.orig_filename):
            raise Fault(Code.UNSAFE_PART)
        # To Windows, and to Word, they are the same in capitals.
        folded = info.orig_filename.casefold()
        if not folded or folded in seen:
            raise Fault(Code.UNSAFE_PART)
        seen.add(folded)
