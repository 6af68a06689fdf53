"""A file that somebody sends: told by its content, taken as far as it is understood (docs/uploads.md)."""

import hashlib
from dataclasses import dataclass

from . import office, pdf, pictures
from .archives import START as ARCHIVE
from .archives import is_an_archive_too
from .faults import Code, Fault, FileRefused
from .names import ending, safe_name, with_ending

__all__ = ["ACCEPTED_ENDINGS", "MOST_BYTES", "MOST_BYTES_IN_ALL", "FileRefused", "Inspected", "inspect"]

MOST_BYTES = 10 * 1024 * 1024
MOST_BYTES_IN_ALL = 30 * 1024 * 1024
"""Of the files of a request together; who takes several counts them."""

CONTENT_TYPES = {
    "pdf": "application/pdf",
    office.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    office.ODT: "application/vnd.oasis.opendocument.text",
    pictures.JPEG: "image/jpeg",
    pictures.PNG: "image/png",
}
"""Of what is kept, by its ending."""
_PICTURE_ENDINGS = {"jpg", "jpeg", "jpe", "jfif", "png", "heic", "heif", "hif"}
ACCEPTED_ENDINGS = ("pdf", "docx", "odt", "jpg", "jpeg", "png", "heic", "heif")
"""For a form to say, and for the browser's file chooser."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How Office calls the stream in which it keeps a document with a password: OLE outside, encrypted inside.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_HEADER_WITHIN = 1024
"""Bytes in which readers look for a PDF's header."""


@dataclass(frozen=True)
class Inspected:
    """A file that can be kept."""

    name: str
    """Safe to show and to save under, with the ending that fits the content."""
    content: bytes
    """As it came; of a picture, the picture drawn anew."""
    content_type: str
    size: int
    sha256: str
    """Hexadecimal, of ``content``."""


def inspect(name: str, content: bytes) -> Inspected:
    """The file as it can be kept; raises ``FileRefused``, whatever the bytes.

    What the browser says of its type is not asked. A name without an ending gets one; a picture's is put
    right, whichever picture's it was; any other that does not fit is refused: it may deceive who opens it.
    """
    name = safe_name(name)
    try:
        kept, kind = _kept(content)
        name = _fitting_name(name, kind)
    except Fault as fault:
        raise FileRefused(fault.code, fault.message(name)) from fault
    return Inspected(
        name=name,
        content=kept,
        content_type=CONTENT_TYPES[kind],
        size=len(kept),
        sha256=hashlib.sha256(kept).hexdigest(),
    )


def _kept(content: bytes) -> tuple[bytes, str]:
    """What is kept of it, and of what kind that is; raises ``Fault``."""
    if not content:
        raise Fault(Code.EMPTY)
    if len(content) > MOST_BYTES:
        raise Fault(Code.TOO_LARGE, megabytes=MOST_BYTES // 1024**2)
    if content.startswith(pdf.START):
        pdf.look_through(content)
        return content, "pdf"
    if content.startswith(ARCHIVE):
        return content, office.look_through(content)
    if kind := pictures.kind_of(content):
        # What telephones put behind a picture goes as it is drawn anew; none of them puts an archive there.
        if is_an_archive_too(content):
            raise Fault(Code.EXTRA_BYTES)
        return pictures.redrawn(content, kind)
    if content.startswith(_OLE):
        raise Fault(Code.ENCRYPTED if _ENCRYPTED_STREAM in content else Code.OLD_OFFICE)
    if pdf.START in content[:_HEADER_WITHIN] or is_an_archive_too(content):
        raise Fault(Code.EXTRA_BYTES)
    raise Fault(Code.UNKNOWN_KIND)


def _fitting_name(name: str, kind: str) -> str:
    """The name with the ending of its kind; raises ``Fault`` where it claims another."""
    claimed = ending(name)
    is_picture = kind in (pictures.JPEG, pictures.PNG)
    if not claimed:
        return with_ending(name, kind)
    if claimed == kind:
        return name
    if is_picture and claimed in _PICTURE_ENDINGS:
        return with_ending(name, kind)
    raise Fault(Code.WRONG_ENDING, kind=kind.upper(), ending=kind)
