"""The world map. ``static/maps/world.svg`` has its shapes, ``data/world.json`` where each country is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .atlas import DATA
from .geometry import Box, Point, equal_earth

SIZE = (2000, 896)
"""Units. The lower edge is at 59° S, since Antarctica is left out."""
MIDDLE_MERIDIAN = 11.0
"""The map is cut at 169° W, in the Bering Strait, where it cuts neither Russia nor Fiji."""
UNITS_PER_RADIUS = SIZE[0] / (2 * equal_earth(180, 0)[0])
"""Of the Earth: a unit is some 17 kilometres."""


def on_the_world(longitude: float, latitude: float) -> Point:
    """Where a place is on the map: Equal Earth, from the upper left corner."""
    x, y = equal_earth(longitude - MIDDLE_MERIDIAN, latitude)
    return x * UNITS_PER_RADIUS + SIZE[0] / 2, (y - equal_earth(0, 90)[1]) * UNITS_PER_RADIUS


@dataclass(frozen=True)
class Place:
    """Where a country is on the map, in its units."""

    middle: tuple[int, int]
    """In its largest part: for a marker."""
    box: Box
    """Around what a picture of it frames."""
    has_shape: bool
    """False where an island is too small for even that."""
    room: Mapping[str, float] | None = None
    """Only of a country too small to be seen: how large a circle its neighbours leave it, by their codes."""

    @property
    def is_small(self) -> bool:
        return self.room is not None


@lru_cache(maxsize=1)
def places() -> dict[str, Place]:
    """By code; read once a process."""
    source = json.loads((DATA / "world.json").read_text(encoding="utf-8"))
    return {
        code: Place(tuple(entry["middle"]), tuple(entry["box"]), entry.get("shape", True), entry.get("room"))
        for code, entry in source["countries"].items()
    }
