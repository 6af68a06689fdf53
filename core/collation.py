"""Sorting by the reader's alphabet: É with E, Ñ after N in Spanish; never by code point."""

import unicodedata

from .words import folded

# Letters that are letters of their own in a language's alphabet, and where they stand in it.
_LETTERS = {"es": {"ñ": "n\U0010ffff"}}


def collation_key(text: str, language: str) -> tuple[str, str]:
    """A key for ``sorted``: first without accents and case, then the text itself as tie-breaker.

    For the Latin alphabets of the site's languages. Rules: Unicode Technical Standard 10, first level,
    with CLDR's tailoring for Spanish. Not a library's: see ``docs/decisions/``.
    """
    letters = _LETTERS.get(language.split("-")[0], {})
    key = ""
    for letter in unicodedata.normalize("NFC", text).casefold():
        if letter in letters:
            key += letters[letter]
        elif letter.isalnum() or letter.isspace():
            key += folded(letter)
    return key, text
