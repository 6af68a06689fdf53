"""What a result shows of its page: some words around the first that was looked for, and that one marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.search import Wanted
from core.words import WORD, folded, stems, words_in

LENGTH = 200
BEFORE = 60
"""Letters of an excerpt before its first hit."""
_ENDS = tuple(".:;!?…")


@dataclass(frozen=True)
class Part:
    """A piece of a text, as it is written."""

    text: str
    is_hit: bool = False


class Marker:
    """Finds the words that were looked for in texts of one language."""

    def __init__(self, wanted: Wanted, language: str) -> None:
        self.language = language
        self.stems = frozenset().union(*wanted.stems)
        # A stem begins as its words do: few words have to be looked at closely, which takes its time.
        self.letters = {stem[0] for stem in self.stems}

    def marked(self, text: str) -> list[Part]:
        parts, end = [], 0
        for hit_start, hit_end in self._hits(text):
            parts += [Part(text[end:hit_start]), Part(text[hit_start:hit_end], is_hit=True)]
            end = hit_end
        return [part for part in [*parts, Part(text[end:])] if part.text]

    def excerpt(self, texts: Sequence[str]) -> list[Part]:
        """Of texts that stand one after the other: their beginning where none has a hit."""
        text = " ".join(text if text.endswith(_ENDS) else f"{text} ·" for text in texts)
        first, _end = next(self._hits(text), (0, 0))
        start = _beginning_of_word(text, first - BEFORE) if first > BEFORE else 0
        end = len(text) if len(text) - start <= LENGTH else _end_of_word(text, start, start + LENGTH)
        parts = self.marked(text[start:end].strip(" ·"))
        return [Part("… ")] * (start > 0) + parts + [Part(" …")] * (end < len(text.rstrip(" ·")))

    def _hits(self, text: str) -> Iterator[tuple[int, int]]:
        for found in WORD.finditer(text):
            if folded(found[0])[:1] in self.letters and any(
                self.stems & stems(word, self.language) for word in words_in(found[0])
            ):
                yield found.span()


def _beginning_of_word(text: str, position: int) -> int:
    space = text.find(" ", position, position + BEFORE)
    return space + 1 if space >= 0 else position


def _end_of_word(text: str, start: int, position: int) -> int:
    space = text.rfind(" ", start, position)
    return space if space > start else position
