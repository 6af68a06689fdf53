"""Why a file is refused, and what its sender can do."""

from enum import StrEnum
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class Code(StrEnum):
    """One for each reason (docs/uploads.md)."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    UNKNOWN_KIND = "unknown-kind"
    OLD_OFFICE = "old-office"
    WRONG_ENDING = "wrong-ending"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    EXTRA_BYTES = "extra-bytes"
    BOMB = "bomb"
    TOO_MANY_PARTS = "too-many-parts"
    UNSAFE_PART = "unsafe-part"
    MACROS = "macros"
    EMBEDDED = "embedded"
    EXTERNAL = "external"
    ENTITIES = "entities"
    SCRIPT = "script"
    LAUNCH = "launch"
    ACTION = "action"
    ATTACHMENT = "attachment"
    XFA = "xfa"
    MEDIA = "media"
    HIDDEN = "hidden"
    TOO_MANY_PIXELS = "too-many-pixels"
    ANIMATED = "animated"


_TO_PDF = _("Open it, choose “Print”, then “Save as PDF”, and send that PDF.")

MESSAGES = {
    Code.EMPTY: _("“%(name)s” is empty. Choose the file again."),
    Code.TOO_LARGE: _(
        "“%(name)s” is larger than %(megabytes)d MB. Save it smaller (scan at 200 dots per inch, for "
        "example), or send it in parts."
    ),
    Code.UNKNOWN_KIND: _(
        "“%(name)s” is none of the kinds of file that we take: PDF, Word (DOCX), OpenDocument text (ODT), "
        "JPEG, PNG, HEIC. Save it as PDF and send that."
    ),
    Code.OLD_OFFICE: _(
        "“%(name)s” is in the format of Word before 2007 or of another old program. Save it as DOCX or PDF "
        "and send that."
    ),
    Code.WRONG_ENDING: _(
        "“%(name)s” has a name that does not fit what is in it: its content is of the kind %(kind)s. Rename "
        "it so that it ends in .%(ending)s, or send the file that you meant."
    ),
    Code.DAMAGED: _(
        "“%(name)s” is damaged or incomplete: it can’t be read to its end. Save or scan it again and send "
        "the new file."
    ),
    Code.ENCRYPTED: _(
        "“%(name)s” is protected by a password or encrypted. Send it without protection: what you send us is "
        "kept encrypted anyway."
    ),
    Code.EXTRA_BYTES: format_lazy(
        "{} {}", _("“%(name)s” has something else before or behind the document, in the same file."), _TO_PDF
    ),
    Code.BOMB: format_lazy("{} {}", _("“%(name)s” would unpack to far more than a document needs."), _TO_PDF),
    Code.TOO_MANY_PARTS: format_lazy(
        "{} {}", _("“%(name)s” has too many parts to be looked through."), _TO_PDF
    ),
    Code.UNSAFE_PART: format_lazy("{} {}", _("“%(name)s” is not packed as a document is."), _TO_PDF),
    Code.MACROS: format_lazy("{} {}", _("“%(name)s” contains macros."), _TO_PDF),
    Code.EMBEDDED: format_lazy(
        "{} {}", _("“%(name)s” contains another file or an object of another program."), _TO_PDF
    ),
    Code.EXTERNAL: format_lazy(
        "{} {}",
        _("“%(name)s” fetches a part of itself from elsewhere, such as a template or a picture."),
        _TO_PDF,
    ),
    Code.ENTITIES: format_lazy(
        "{} {}", _("“%(name)s” contains definitions that no document needs."), _TO_PDF
    ),
    Code.SCRIPT: format_lazy("{} {}", _("“%(name)s” contains a script."), _TO_PDF),
    Code.LAUNCH: format_lazy("{} {}", _("“%(name)s” can start a program."), _TO_PDF),
    Code.ACTION: format_lazy(
        "{} {}", _("“%(name)s” contains buttons or links that send data or open other files."), _TO_PDF
    ),
    Code.ATTACHMENT: _(
        "“%(name)s” has other files attached to it. Send those beside it, and this one without them."
    ),
    Code.XFA: format_lazy("{} {}", _("“%(name)s” is a form that changes by itself (XFA)."), _TO_PDF),
    Code.MEDIA: format_lazy(
        "{} {}", _("“%(name)s” contains sound, film or a model in three dimensions."), _TO_PDF
    ),
    Code.HIDDEN: format_lazy(
        "{} {}", _("“%(name)s” is written in a way that can’t be looked through."), _TO_PDF
    ),
    Code.TOO_MANY_PIXELS: _(
        "“%(name)s” is too large a picture: at most %(megapixels)d million pixels. Save it smaller, or scan "
        "it at 200 dots per inch."
    ),
    Code.ANIMATED: _("“%(name)s” is a picture that moves. Send it as a picture that stands still."),
}


class Fault(Exception):
    """What is wrong with a content, found by who does not know the file's name."""

    def __init__(self, code: Code, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def message(self, name: str) -> str:
        """In the language that is active, for the sender."""
        return str(MESSAGES[self.code]) % {"name": name, **self.values}


class FileRefused(Exception):
    """A file that is not taken: ``code`` is one of ``Code``, ``message`` is for its sender."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
