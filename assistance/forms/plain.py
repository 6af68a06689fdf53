"""Fields for what people type: without the characters that nobody types and that do harm where it is read."""

import unicodedata
from typing import Any

from django import forms

BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LONGEST_WORDS = 5000


def plain(value: str, *, lines: bool = False) -> str:
    """Without control characters, lone surrogates and what turns the direction of other people's words.

    ``lines``: the ends of lines stay.
    """
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    kept = []
    for letter in value:
        if letter == "\n":
            kept.append("\n" if lines else " ")
        elif letter == "\t":
            kept.append(" ")
        elif unicodedata.category(letter) not in ("Cc", "Cs") and letter not in BIDI_CONTROLS:
            kept.append(letter)
    return "".join(kept)


class LineField(forms.CharField):
    """One line."""

    def to_python(self, value: Any) -> str:
        return " ".join(plain(super().to_python(value) or "").split())


class WordsField(forms.CharField):
    """Some paragraphs, as they were typed."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_WORDS)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "", lines=True).strip()


class PlainEmailField(forms.EmailField):
    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "").strip()
