"""The world map, from the paths that ``maps/data/world.json`` holds ready."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .atlas import DATA


@dataclass(frozen=True)
class WorldShape:
    code: str
    strong: bool
    d: str
    """Empty where the country is too small to be seen."""
    x: int
    y: int
    """A point in the country: for a sign, a label, or the marker of a small State."""
    small: bool


@dataclass(frozen=True)
class WorldMap:
    width: int
    height: int
    land: str
    """One path: all countries that are not in ``shapes``. Antarctica is left out."""
    shapes: tuple[WorldShape, ...]
    """By code, the strong ones last: what is drawn later lies above."""

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


def world_map(strong: Iterable[str] = (), soft: Iterable[str] = ()) -> WorldMap:
    """The whole world in the Equal Earth projection, with these countries as shapes of their own."""
    known = _world()["countries"].keys() - {""}
    chosen = frozenset(code.lower() for code in strong) & known
    return _world_map(chosen, frozenset(code.lower() for code in soft) & known - chosen)


@lru_cache(maxsize=256)
def _world_map(strong: frozenset[str], soft: frozenset[str]) -> WorldMap:
    world = _world()
    countries = world["countries"]
    shapes = [
        WorldShape(code, code in strong, entry["d"], entry["x"], entry["y"], entry.get("small", False))
        for chosen in (sorted(soft), sorted(strong))
        for code in chosen
        for entry in [countries[code]]
    ]
    land = "".join(entry["d"] for code, entry in countries.items() if code not in strong | soft)
    width, height = world["size"]["width"], world["size"]["height"]
    return WorldMap(width, height, land, tuple(shapes))


@lru_cache(maxsize=1)
def _world() -> dict[str, Any]:
    return json.loads((DATA / "world.json").read_text(encoding="utf-8"))
