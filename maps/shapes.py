"""Countries as shapes: what is large enough as a path, small islands as circles."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from .atlas import load_atlas
from .frame import Frame
from .geometry import Line, centroid, path, ring_area
from .topology import joined

SEEN = 20.0
"""Square units: a smaller island is seen better as a marker."""


@dataclass(frozen=True)
class Marker:
    """A circle, for a State or an island too small to be seen as a shape."""

    x: int
    y: int
    r: int


@dataclass(frozen=True)
class Shape:
    """A country: ``d`` is empty where it is drawn by its markers only, or by a path in a file."""

    code: str
    d: str
    markers: tuple[Marker, ...] = ()
    is_in_file: bool = False
    """In ``static/maps/world.svg``, by its code."""


def shapes_of(
    codes: Iterable[str], lines: dict[int, Line], frame: Frame, least: float = 6.0, dots: int = 40
) -> tuple[Shape, ...]:
    """The countries as paths and as markers; their distant parts only where they lie within the frame.

    A part smaller than ``least`` square units is drawn only where the country has nothing larger. A country
    that hardly shows otherwise gets a marker for each of its islets, ``dots`` at most.
    """
    countries = load_atlas().countries
    shapes = []
    for code in codes:
        rings = [joined(ring, lines) for ring in countries[code].home]
        rings += [ring for away in countries[code].away if frame.holds(ring := joined(away, lines))]
        rings.sort(key=ring_area, reverse=True)
        seen = [ring for ring in rings if ring_area(ring) >= max(least, SEEN)]
        markers: tuple[Marker, ...] = ()
        if sum(map(ring_area, seen)) < 4 * SEEN:
            markers = _markers([ring for ring in rings if ring_area(ring) < SEEN], frame.radius)[:dots]
            drawn = [ring for ring in rings if ring_area(ring) >= SEEN]
        else:
            drawn = [ring for ring in rings if ring_area(ring) >= least]
        shapes.append(Shape(code, path(drawn), markers))
    return tuple(shapes)


def _markers(rings: list[Line], radius: int) -> tuple[Marker, ...]:
    """A circle an islet, the largest first; none on another."""
    markers: list[Marker] = []
    for ring in rings:
        x, y = map(round, centroid(ring))
        if all(hypot(x - other.x, y - other.y) >= 2.5 * radius for other in markers):
            markers.append(Marker(x, y, radius))
    return tuple(markers)
