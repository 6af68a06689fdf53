"""The whole world: its shapes (``static/maps/world.svg``), and where each country is (``world.json``)."""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, hypot
from typing import Any

from maps.geometry import Box, Line, Point, bounds, centroid, contains, path, ring_area
from maps.world import MIDDLE_MERIDIAN, SIZE, UNITS_PER_RADIUS, on_the_world

from .ground import EARTH_RADIUS, thinned_on_the_ground
from .mainland import at_home
from .topology import Topology

TOLERANCE = 1.0
ISLET = 1.0
"""Square units: the least that a point must add to a line, the least that is drawn as a shape."""
SMALL = 10.0
"""Units: a country whose largest part is no wider and no higher gets a marker: 170 km."""
NEAR = 75.0
"""Units: how far a marker's neighbours matter. On a telephone a finger's circle of 24 pixels is as large."""


@dataclass
class Drawn:
    """A country on the map."""

    rings: list[Line]
    """All of it, in full."""
    d: str
    """As a path."""
    middle: Point
    """In its largest part, of those that a picture of it frames."""
    box: Box
    """Around all of those."""
    is_small: bool


def world(topology: Topology) -> tuple[str, dict[str, Any]]:
    """The drawing in Equal Earth, a path a country with its code, and where each is, by code."""
    unit = EARTH_RADIUS / UNITS_PER_RADIUS
    thin = Topology([thinned_on_the_ground(arc, TOLERANCE * unit**2) for arc in topology.arcs])
    thin.countries = topology.countries
    drawn = {code: _drawn(code, topology, thin) for code in sorted(topology.countries)}
    return _svg(drawn), {code: _place(code, drawn) for code in drawn if code}


def _drawn(code: str, topology: Topology, thin: Topology) -> Drawn:
    rings, paths, home = [], [], []
    for ring in topology.countries[code]:
        full = topology.points(ring)
        west, _south, east, _north = bounds(full)
        turn = 360 * round(((west + east) / 2 - MIDDLE_MERIDIAN) / 360)
        whole, thinned = (
            [on_the_world(lon - turn, lat) for lon, lat in points] for points in (full, thin.points(ring))
        )
        rings.append(whole)
        if ring_area(whole) >= ISLET:
            paths.append(thinned)
        if at_home(code, full):
            home.append(whole)
    largest = max(home, key=ring_area)
    left, top, right, bottom = bounds(largest)
    return Drawn(
        rings,
        path(paths),
        inner_point(largest),
        bounds([point for ring in home for point in ring]),
        is_small=max(right - left, bottom - top) < SMALL,
    )


def _svg(drawn: dict[str, Drawn]) -> str:
    """A country a line; pages take the whole (``land``) or one, and colour it."""
    width, height = SIZE
    paths = []
    for code, one in drawn.items():
        name = f' id="{code}"' if code else ""
        paths += [f'<path{name} d="{one.d}"/>'] if one.d else []
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><g id="land">'
    return "\n".join([head, *paths, "</g></svg>", ""])


def _place(code: str, drawn: dict[str, Drawn]) -> dict[str, Any]:
    one = drawn[code]
    left, top, right, bottom = one.box
    place: dict[str, Any] = {
        "middle": [round(one.middle[0]), round(one.middle[1])],
        "box": [floor(left), floor(top), ceil(right), ceil(bottom)],
    }
    if not one.d:
        place["shape"] = False
    if one.is_small:
        place["room"] = {
            other: round(distance, 1)
            for other in drawn
            if other and other != code and (distance := _room(one, drawn[other])) < NEAR
        }
    return place


def _room(one: Drawn, other: Drawn) -> float:
    """How large another country lets a marker's circle be; to its own marker, half of the way is each's."""
    if other.is_small:
        return hypot(one.middle[0] - other.middle[0], one.middle[1] - other.middle[1]) / 2
    return min(hypot(one.middle[0] - x, one.middle[1] - y) for ring in other.rings for x, y in ring)


def inner_point(ring: Line) -> Point:
    """The middle of a shape, or where that is outside of it, of its widest part at that height."""
    x, y = centroid(ring)
    if contains([ring], (x, y)):
        return x, y
    crossings = sorted(
        a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
        for a, b in pairwise([*ring, ring[0]])
        if (a[1] > y) != (b[1] > y)
    )
    spans = zip(crossings[::2], crossings[1::2], strict=True)
    west, east = max(spans, key=lambda span: span[1] - span[0], default=(x, x))
    return (west + east) / 2, y
