"""``world.json``: the whole world in the Equal Earth projection."""

from itertools import pairwise
from typing import Any

from maps.geometry import Line, Point, bounds, centroid, contains, equal_earth, path, ring_area

from .ground import EARTH_RADIUS, thinned_on_the_ground
from .mainland import at_home
from .topology import Topology

WORLD_WIDE, WORLD_HIGH = 1000, 448
"""Units; the lower edge is at 59° S, since Antarctica is left out."""
WORLD_TOLERANCE = 1.0
WORLD_ISLET = 1.0
"""Square units: the least that a point must add to a line, the least that is drawn as a shape."""
WORLD_SMALL = 3.0
"""Units: a country no wider and no higher gets a marker."""
MIDDLE_MERIDIAN = 11.0
"""The map is cut at 169° W, in the Bering Strait, where it cuts neither Russia nor Fiji."""


def world(topology: Topology) -> dict[str, Any]:
    """The whole world in Equal Earth: a path a country, and a point where a sign or a name can stand."""
    scale = WORLD_WIDE / (2 * equal_earth(180, 0)[0])
    unit = EARTH_RADIUS / scale
    thin = Topology([thinned_on_the_ground(arc, WORLD_TOLERANCE * unit**2) for arc in topology.arcs])
    thin.countries = topology.countries
    countries = {}
    for code in sorted(topology.countries):
        rings = []
        for ring in topology.countries[code]:
            full = topology.points(ring)
            middle = bounds(full)
            turn = 360 * round(((middle[0] + middle[2]) / 2 - MIDDLE_MERIDIAN) / 360)
            rings.append(
                [_on_the_world(x - turn, y, scale) for x, y in points] for points in (full, thin.points(ring))
            )
        pairs = [tuple(pair) for pair in rings]
        largest = max(pairs, key=lambda pair: ring_area(pair[0]))
        left, top, right, bottom = bounds(largest[0])
        home = [
            pair
            for ring, pair in zip(topology.countries[code], pairs, strict=True)
            if at_home(code, topology.points(ring))
        ]
        x, y = inner_point(max(home, key=lambda pair: ring_area(pair[0]))[0])
        drawn = [pair[1] for pair in pairs if ring_area(pair[0]) >= WORLD_ISLET]
        countries[code] = {"d": path(drawn), "x": round(x), "y": round(y)}
        if max(right - left, bottom - top) < WORLD_SMALL:
            countries[code]["small"] = True
    size = {"width": WORLD_WIDE, "height": WORLD_HIGH}
    return {"size": size, "countries": countries}


def _on_the_world(lon: float, lat: float, scale: float) -> Point:
    x, y = equal_earth(lon - MIDDLE_MERIDIAN, lat)
    return x * scale + WORLD_WIDE / 2, (y - equal_earth(0, 90)[1]) * scale


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
