"""The countries of ``maps/data/outlines.json``: their borders as arcs in degrees, and where they lie."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import hypot
from pathlib import Path

from .geometry import Line, Point, lambert, lambert_angle, middle
from .topology import GRID, Ring, arc_numbers

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Country:
    home: tuple[Ring, ...]
    """What its own picture frames."""
    away: tuple[Ring, ...]
    """Its parts too far off for that."""
    centre: Point
    reach: float
    """Degrees from the centre to its farthest point."""

    @property
    def rings(self) -> tuple[Ring, ...]:
        return self.home + self.away


@dataclass(frozen=True)
class Atlas:
    arcs: tuple[Line, ...]
    countries: dict[str, Country]
    """The code of land without a country is empty."""

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(self.countries.keys() - {""})

    def home(self, codes: Iterable[str]) -> list[Ring]:
        return [ring for code in codes for ring in self.countries[code].home]

    def rings(self, codes: Iterable[str]) -> list[Ring]:
        return [ring for code in codes for ring in self.countries[code].rings]


@lru_cache(maxsize=1)
def load_atlas() -> Atlas:
    """Read once a process."""
    source = json.loads((DATA / "outlines.json").read_text(encoding="utf-8"))
    arcs = tuple(
        [(x / GRID, y / GRID) for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)]
        for steps in source["arcs"].values()
    )
    countries = {}
    for code, parts in source["countries"].items():
        home, away = (tuple(map(tuple, parts.get(part, []))) for part in ("home", "away"))
        points = [point for number in sorted(arc_numbers(home + away)) for point in arcs[number]]
        centre = middle(points)
        project = lambert(*centre)
        farthest = max(hypot(*project(*point)) for point in points)
        countries[code] = Country(home, away, centre, lambert_angle(farthest))
    return Atlas(arcs, countries)
