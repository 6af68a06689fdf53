"""What a reader may write behind the ``?`` of a list's address: the one place where it is read.

Whatever is not understood is left aside, each parameter by itself, so that no address is an error. What
comes out is short, printable and known: it can be asked of a database and printed. (To more than a thousand
parameters Django itself answers 400, before any of them is looked at: ``DATA_UPLOAD_MAX_NUMBER_FIELDS``.)
"""

import re
import unicodedata
from collections.abc import Container, Iterable
from itertools import islice
from urllib.parse import urlencode

from django.http import QueryDict

LONGEST_TEXT = 200
MOST_VALUES = 10
LAST_SHEET = 100_000
_LOOKED_AT = 100
"""Values of one parameter that are looked at: more are no reader's."""
_UNPRINTED = {"Cc", "Cs", "Zl", "Zp"}
"""Unicode's categories of control characters, lone surrogates, and separators of lines and paragraphs."""
_NOT_DECODED = "\ufffd"
"""What Django puts in the place of bytes that are no UTF-8."""


_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that turn the direction of all that is printed after them."""
_REFERENCE_BEGINS = re.compile(r"\[{2,}")
"""Of a figure, ``[[requests]]``: editors' to print, not readers' (``core/figures.py``)."""


def plain_text(value: str) -> str:
    """One line that prints as it was typed, ``LONGEST_TEXT`` long at most; empty if it was no UTF-8."""
    if _NOT_DECODED in value:
        return ""
    kept = "".join(
        " " if unicodedata.category(letter) in _UNPRINTED else letter for letter in value.translate(_TURNS)
    )
    return _REFERENCE_BEGINS.sub("[", " ".join(kept.split()))[:LONGEST_TEXT].strip()


class ListParameters:
    """The parameters of one request."""

    def __init__(self, parameters: QueryDict) -> None:
        self._parameters = parameters

    def text(self, name: str) -> str:
        """What was typed; of several the last."""
        return plain_text(self._parameters.get(name, ""))

    def values(self, name: str, known: Container[str]) -> tuple[str, ...]:
        """Those that are known, once each, ``MOST_VALUES`` at most."""
        given = map(plain_text, islice(self._parameters.getlist(name), _LOOKED_AT))
        return tuple(islice((value for value in dict.fromkeys(given) if value in known), MOST_VALUES))

    def value(self, name: str, known: Container[str]) -> str:
        """The last that is given, if it is known; else empty."""
        value = self.text(name)
        return value if value in known else ""

    def sheet(self, name: str = "page") -> int:
        """The number of a sheet, from 1; there may be fewer of them."""
        value = self._parameters.get(name, "")
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            return 1
        return min(max(int(value), 1), LAST_SHEET)


def query_of(parameters: Iterable[tuple[str, str]]) -> str:
    """What follows a list's path: ``?country=ml&page=2``, or nothing."""
    written = urlencode([(name, value) for name, value in parameters if value])
    return f"?{written}" if written else ""
