"""The launch content's pictures, drawn when it is loaded: nothing binary in the repository."""

from collections.abc import Callable

from . import motifs
from .canvas import Canvas

MOTIFS: dict[str, tuple[Callable[[], Canvas], str]] = {
    "activities": (motifs.activities, "fifty discs, ten activities each"),
    "asylum": (motifs.asylum, "an open door"),
    "children": (motifs.children, "children and a kite"),
    "climate": (motifs.climate, "sun and rising water"),
    "data": (motifs.data, "bars on both sides of a border"),
    "development": (motifs.development, "plants on rising steps"),
    "five-ways": (motifs.five_ways, "five ways to one place"),
    "health": (motifs.health, "two authorities and a pulse"),
    "integration": (motifs.integration, "a place at the table"),
    "labour": (motifs.labour, "people on their way to work"),
    "local": (motifs.local, "town hall and houses"),
    "meeting": (motifs.meeting, "two circles that meet"),
    "policy": (motifs.policy, "a plan"),
    "protection": (motifs.protection, "people under an arch"),
    "regional": (motifs.regional, "three circles and their neighbours"),
    "routes": (motifs.routes, "many routes become one"),
    "years": (motifs.years, "fifteen rays"),
}
"""By the name that a file of the launch content gives: the drawing, and what it is called in the library."""
SHARING_DEFAULT = "meeting"
