"""The words of a text in a form in which they can be compared: without accents and case, and as stems.

The same for every database: what PostgreSQL and SQLite each know of accents and endings differs, and
neither knows a language for each row.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

import snowballstemmer
from django.conf.locale import LANG_INFO

from .cldr import cldr_locale

_MARKS = [chr(code) for code in range(0x300, 0x1F000) if unicodedata.category(chr(code))[0] == "M"]
_WITHOUT_MARKS = dict.fromkeys(map(ord, _MARKS))
# Letters that Unicode does not take apart, as those write them who do not have them on their keyboard.
_PLAIN_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})
WORD = re.compile(rf"[^\W_]+(?:[{''.join(_MARKS)}][^\W_]*)*")
"""Letters and digits of any alphabet, with their marks."""

# Folded. Nobody looks for them alone, and among others they only keep pages from being found. Those of all
# languages together, since a text does not say in which it is written.
_COMMONEST_WORDS = """
    about an and are as at be by for from has have in into is it its of on or our that the their this to was
    were what where which who will with
    au aux avec ce ces cette comme dans de des du elle en est et il ils la le les leur leurs ne nous ou par
    pas pour qu que qui sa se ses son sont sur un une
    al como con cual de del el ella en es esta este la las lo los mas no para por que se ser si sin sobre son
    su sus un una uno unos unas
"""
_COMMONEST = frozenset(_COMMONEST_WORDS.split())
LONGEST_WORD = 50
"""Letters. Longer ones are no words of any language, and what readers type is kept with its stems."""


def folded(text: str) -> str:
    """In small letters without accents or other marks: ``Côte d’Ivoire`` is ``cote d’ivoire``."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return apart.translate(_WITHOUT_MARKS).translate(_PLAIN_LETTERS)


def words_in(text: str) -> Iterator[str]:
    """The words that can be looked for, in their order: small letters with their accents, and digits.

    Single letters (of ``d’Ivoire``), the commonest words and those beyond ``LONGEST_WORD`` are none.
    """
    for word in WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        plain = folded(word)
        if (
            plain
            and len(word) <= LONGEST_WORD
            and plain not in _COMMONEST
            and not (len(plain) == 1 and plain.isascii() and plain.isalpha())
        ):
            yield word


@lru_cache(maxsize=2**16)
def stems(word: str, language: str) -> frozenset[str]:
    """What a word of ``words_in`` is compared by in a language, folded. Two with one in common are alike.

    Its stem, and the stem that it has when it is typed without its accents, which may be another one. The
    word itself in a language without a stemmer; and the name of a place, which has no endings (in French
    Mali would have the stem of *mal*).
    """
    plain = folded(word)
    algorithm = _algorithm(language)
    if algorithm is None or plain in _places(language):
        return frozenset({plain})
    stem = _stemmer(algorithm).stemWord
    return frozenset({folded(stem(word)), stem(plain)} - {""}) or frozenset({plain})


@cache
def _algorithm(language: str) -> str | None:
    """Snowball's name of a language: ``pt-br`` is ``portuguese``."""
    names = LANG_INFO.get(language.split("-")[0], {}).get("name", "").lower().split()
    return names[0] if names and names[0] in snowballstemmer.algorithms() else None


@cache
def _places(language: str) -> frozenset[str]:
    """Names of one word, folded: of countries, territories and continents, from the Unicode CLDR."""
    names = cldr_locale(language).territories.values()
    return frozenset(folded(name) for name in names if WORD.fullmatch(name))


_of_thread = threading.local()


def _stemmer(algorithm: str) -> Any:
    """A stemmer works on a word inside itself: each thread has its own."""
    stemmers = _of_thread.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = snowballstemmer.stemmer(algorithm)
    return stemmers[algorithm]
