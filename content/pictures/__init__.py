"""The launch content's pictures, drawn when it is loaded: nothing binary in the repository."""

from collections.abc import Callable

from . import motifs
from .canvas import Canvas

MOTIFS: dict[str, tuple[Callable[[], Canvas], str]] = {
    "activities": (motifs.activities, "fifty discs, ten activities each"),
    "five-ways": (motifs.five_ways, "five ways to one place"),
    "word-mark": (motifs.word_mark, "the programme’s name"),
    "years": (motifs.years, "fifteen rays"),
}
"""By the name that a file of the launch content gives: the drawing, and what it is called in the library."""
SHARING_DEFAULT = "word-mark"
