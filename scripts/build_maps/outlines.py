"""``outlines.json``: arcs in degrees, as finely as pictures of their countries need them."""

from collections import defaultdict
from typing import Any

from maps.geometry import Line, bounds

from .ground import EARTH_RADIUS, on_the_ground, square_kilometres, thinned_on_the_ground
from .mainland import at_home
from .topology import Ring, Topology

WIDE, HIGH = 640, 480
"""The frame, in units, that a country is thinned for: a lead picture of 320 × 240 pixels, twice as sharp."""
FINEST, COARSEST = 0.02, 3.0
"""Kilometres a unit: a border is drawn for the smaller of its countries, within these."""

ISLANDS_KEPT = 60
"""Of an archipelago, the largest."""
GRID = 1000
"""Steps to a degree: about 100 metres."""


def outlines(topology: Topology) -> dict[str, dict[str, Any]]:
    """Arcs thinned for the smallest country that they bound, and countries as numbers of arcs."""
    users = topology.users()
    kept: dict[str, dict[str, list[Ring]]] = {}
    units: dict[int, float] = defaultdict(lambda: COARSEST)
    for code, rings in topology.countries.items():
        shown = {"home": [ring for ring in rings if at_home(code, topology.points(ring))], "away": []}
        shown["away"] = [ring for ring in rings if ring not in shown["home"]]
        unit = kilometres_a_unit([point for ring in shown["home"] for point in topology.points(ring)])
        for part, part_rings in shown.items():
            shown[part] = without_islets(topology, part_rings, users, unit)
        for ring in shown["home"]:
            for number in ring:
                number = max(number, ~number)
                units[number] = min(units[number], unit)
        kept[code] = shown
    numbers: dict[int, int] = {}
    arcs, countries = {}, {}
    for code in sorted(kept):
        for ring in kept[code]["home"] + kept[code]["away"]:
            for number in ring:
                number = max(number, ~number)
                if number not in numbers:
                    numbers[number] = len(numbers)
                    arcs[str(numbers[number])] = steps(
                        thinned_on_the_ground(topology.arcs[number], 2 * units[number] ** 2)
                    )
        countries[code] = {
            part: [[numbers[n] if n >= 0 else ~numbers[~n] for n in ring] for ring in rings]
            for part, rings in kept[code].items()
            if rings
        }
    return {"arcs": arcs, "countries": countries}


def without_islets(
    topology: Topology, rings: list[Ring], users: dict[int, set[str]], unit: float
) -> list[Ring]:
    """Leave out islands too small to be seen, unless the country is made of such."""
    sizes = {index: square_kilometres(topology.points(ring)) / unit**2 for index, ring in enumerate(rings)}
    if sum(sizes.values()) < WIDE * HIGH / 50:
        largest = sorted(sizes, key=lambda index: -sizes[index])[:ISLANDS_KEPT]
        return [ring for index, ring in enumerate(rings) if index in largest]
    return [
        ring
        for index, ring in enumerate(rings)
        if sizes[index] > 4 or any(len(users[max(number, ~number)]) > 1 for number in ring)
    ]


def kilometres_a_unit(points: Line) -> float:
    """How far a unit goes where these points fill the frame of a lead picture."""
    left, top, right, bottom = bounds(on_the_ground(points))
    unit = max((right - left) / WIDE, (bottom - top) / HIGH) * EARTH_RADIUS * 1.2
    return min(COARSEST, max(FINEST, unit))


def steps(arc: Line) -> list[int]:
    """On the grid: the first point, then the way to each next one."""
    written: list[int] = []
    x = y = 0
    for lon, lat in arc:
        column, row = round(lon * GRID), round(lat * GRID)
        if not written or (column, row) != (x, y):
            written += [column - x, row - y]
            x, y = column, row
    return written
