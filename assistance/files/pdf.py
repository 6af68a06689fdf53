"""PDF: whether it holds more than pages.

A reader finds its way through a PDF by tables that can be wrong in as many ways as there are readers; what
one of them repairs, another does not see. So nothing is followed here. All names stand in the file's plain
bytes, or in its object streams: the whole of both is searched for the names of what we refuse, used or not.
That takes a time and a memory that grow with the file's size and with nothing else.
Sources: ISO 32000-2, 7.3.5 (names), 7.5 (structure), 12.6 (actions).
"""

import re
import zlib
from collections.abc import Iterator

from .archives import is_an_archive_too
from .faults import Code, Fault

START = b"%PDF-"
_HEADER = re.compile(rb"%PDF-[12]\.\d")
_END = re.compile(rb"startxref\s{1,20}\d{1,12}\s{1,20}%%EOF$")
# What programs and mail servers leave behind the end.
_PADDING = b"\0\t\n\f\r \x1a"

MOST_ESCAPES = 2_000
"""In a piece: nobody writes so many letters of names as numbers."""
MOST_STREAMS = 50_000
MOST_INFLATED = 50 * 1024 * 1024
"""Bytes, of all object streams together."""
_PIECE = 1024 * 1024
_FED = 4096
_OVERLAP = 256
"""Bytes: more than any name that is looked for, each of its letters escaped, and what stands before it."""
_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 4096
"""Bytes before a stream in which what is said of it is looked for."""
# An object stream begins with numbers of objects and their places.
_OBJECT_STREAM = re.compile(rb"(\s|%[^\r\n]{0,200}[\r\n]){0,50}\d+\s")
_OTHER_FILTERS = re.compile(rb"/(LZWDecode|ASCII85Decode|ASCIIHexDecode|RunLengthDecode|Predictor|Crypt)\b")

_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_DELIMITED = rb"(?=[\0\t\n\f\r ()<>\[\]{}/%])"
# Kinds of action stand behind the key /S. Behind two letters they belong to an address: …/Web/JavaScript/.
_NO_ADDRESS = rb"(?<![\w.~-]{2}/)"
_NAMES = {
    Code.ENCRYPTED: rb"Encrypt",
    Code.SCRIPT: _NO_ADDRESS + rb"JavaScript",
    Code.LAUNCH: _NO_ADDRESS + rb"Launch",
    Code.ACTION: _NO_ADDRESS + rb"(?:SubmitForm|ImportData|GoToR|GoToE)",
    Code.ATTACHMENT: rb"EmbeddedFiles?|FileAttachment|Collection",
    Code.XFA: rb"XFA",
    Code.MEDIA: rb"RichMedia|Rendition|Movie|U3D|OnInstantiate",
}
_REFUSED = re.compile(
    # The slash first, which makes the search a quick one.
    b"/(?:"
    + b"|".join(b"(?P<%s>%s)" % (code.name.encode(), name) for code, name in _NAMES.items())
    + b")"
    + _DELIMITED
)


def look_through(content: bytes) -> None:
    """Raises ``Fault`` for what is no PDF that can be kept as it is."""
    if not _HEADER.match(content):
        raise Fault(Code.DAMAGED)
    _check_end(content)
    if not re.search(rb"/Root" + _DELIMITED, content):
        raise Fault(Code.DAMAGED)
    found = _refused(_in_pieces(content)) | _refused(_object_streams(content))
    # The first that is listed above is what explains the others.
    for code in _NAMES:
        if code in found:
            raise Fault(code)


def _check_end(content: bytes) -> None:
    """Nothing may stand behind the end: another file may begin there."""
    tail = content[-100_000:].rstrip(_PADDING)
    if not tail.endswith(b"%%EOF"):
        raise Fault(Code.EXTRA_BYTES if b"%%EOF" in content else Code.DAMAGED)
    if not _END.search(tail[-100:]) or is_an_archive_too(content):
        raise Fault(Code.EXTRA_BYTES)


def _refused(pieces: Iterator[bytes]) -> set[Code]:
    return {Code[str(match.lastgroup)] for piece in pieces for match in _REFUSED.finditer(_unescaped(piece))}


def _unescaped(text: bytes) -> bytes:
    """Names as they are read: /Java#53cript is /JavaScript."""
    if text.count(b"#") > MOST_ESCAPES:
        text, _number = _ESCAPE.subn(_read, text, count=MOST_ESCAPES)
        if _ESCAPE.search(text):
            raise Fault(Code.HIDDEN)
        return text
    return _ESCAPE.sub(_read, text)


def _read(match: re.Match[bytes]) -> bytes:
    return bytes.fromhex(match[1].decode())


def _in_pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _PIECE):
        yield content[max(start - _OVERLAP, 0) : start + _PIECE]


def _object_streams(content: bytes) -> Iterator[bytes]:
    """What is in the object streams, in pieces. Whatever unpacks to their beginning is taken for one."""
    unpacked, behind_last = 0, 0
    for number, match in enumerate(_STREAM.finditer(content)):
        if number >= MOST_STREAMS:
            raise Fault(Code.TOO_MANY_PARTS)
        said = _unescaped(content[max(behind_last, match.start() - _DICTIONARY) : match.start()])
        behind_last = match.end()
        if b"/ObjStm" in said and _OTHER_FILTERS.search(said):
            raise Fault(Code.HIDDEN)
        for piece in _unpacked(content, match.end()):
            unpacked += len(piece)
            if unpacked > MOST_INFLATED:
                raise Fault(Code.BOMB)
            yield piece


def _unpacked(content: bytes, start: int) -> Iterator[bytes]:
    """An object stream that begins here, in pieces that overlap; nothing where something else begins."""
    inflating = zlib.decompressobj()
    try:
        piece = inflating.decompress(content[start : start + _FED], _OVERLAP)
        if not _OBJECT_STREAM.match(piece):
            return
        last = b""
        while piece:
            yield last + piece
            last = piece[-_OVERLAP:]
            piece = b""
            while not piece and not inflating.eof and start < len(content):
                fed = inflating.unconsumed_tail
                if not fed:
                    start += _FED
                    fed = content[start : start + _FED]
                piece = inflating.decompress(fed, _PIECE)
    except zlib.error:
        return  # what came before it has been searched, and a reader gets no further
