"""The outlines of countries, drawn from ``maps/data/`` as paths for inline SVG.

Every function is a pure function of the committed data and of the countries' codes (ISO 3166-1 alpha-2, and
``xk``; in either case), and what it has drawn is kept. A code that has no outline is passed over; where none
is left, the answer is None. Coordinates are whole numbers in units of the view box, twice as many of them as
pixels at the size that a drawing is made for.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, wraps
from math import ceil, degrees, floor, hypot
from typing import Any, TypeVar

from .atlas import load_atlas
from .frame import Frame
from .geometry import angle_between, bounds, clipped, path, ring_area, runs_within
from .shapes import Marker, Shape, shapes_of
from .topology import dissolved, joined
from .world import SIZE, places

__all__ = [
    "CARD",
    "GLYPH",
    "LEAD",
    "Marker",
    "Outline",
    "Shape",
    "card_outline",
    "codes_drawn",
    "country_glyph",
    "country_outline",
    "place_outline",
    "world_outline",
]

LEAD = (640, 480)
CARD = (192, 144)
GLYPH = 128
WIDEST = 4
"""Times as wide as high: no country is wider."""
WORLD_RADIUS = 7
"""Of a marker, on the world map."""
SPREAD = 75.0
"""Degrees from the middle of some countries: where they reach farther, one view of the globe does not do."""


@dataclass(frozen=True)
class Outline:
    width: int
    height: int
    shapes: tuple[Shape, ...]
    """By code."""
    land: str = ""
    """One path: the land around, without the countries of ``shapes``."""
    borders: str = ""
    """One path of open lines: the borders within ``land``."""

    left: int = 0
    """Where the view box begins."""
    is_world: bool = False
    """On the world map: ``static/maps/world.svg`` has the shapes, and the land around."""

    @property
    def view_box(self) -> str:
        return f"{self.left} 0 {self.width} {self.height}"

    @property
    def weight(self) -> int:
        """Bytes of all its paths."""
        return len(self.land) + len(self.borders) + sum(len(shape.d) for shape in self.shapes)


Drawing = TypeVar("Drawing")


def _kept(draw: Callable[..., Drawing | None]) -> Callable[..., Drawing | None]:
    """Keep what was drawn of the same countries, however their codes were written and ordered."""
    kept = lru_cache(maxsize=2048)(draw)

    @wraps(draw)
    def wrapper(codes: Iterable[str], **options: Any) -> Drawing | None:
        known = tuple(sorted({code.lower() for code in codes} & load_atlas().codes))
        return kept(known, **options) if known else None

    return wrapper


@_kept
def country_outline(
    codes: Iterable[str], *, size: tuple[int, int] = LEAD, limit: int = 6000
) -> Outline | None:
    """The countries alone, in their true shape, size and place to each other, fitted into the size.

    ``limit``: bytes of all paths together, at most.
    """
    frame = Frame.around(codes, size, margin=0.04)
    arcs = frame.arcs(load_atlas().rings(codes))

    def draw(tolerance: float) -> Outline:
        return Outline(*size, shapes=shapes_of(codes, arcs.thinned(tolerance), frame))

    return _within(limit, draw)


@_kept
def card_outline(codes: Iterable[str], *, size: tuple[int, int] = CARD, limit: int = 600) -> Outline | None:
    """The countries alone, lightly drawn: for a card, at about 96 × 72 pixels."""
    return country_outline(codes, size=size, limit=limit)


@_kept
def place_outline(codes: Iterable[str], *, size: tuple[int, int] = LEAD, limit: int = 6000) -> Outline | None:
    """The countries among the land around them: for a lead picture.

    ``limit``: bytes of all paths together, at most. Countries that are spread over more of the globe than one
    view of it shows are given on the world map.
    """
    frame = Frame.around(codes, size, margin=0.16)
    if frame.reach > SPREAD:
        return world_outline(codes)
    atlas = load_atlas()
    view = degrees(hypot(*size) / 2 / frame.scale)
    around = [
        ring
        for code, country in atlas.countries.items()
        if code not in codes and angle_between(country.centre, frame.centre) < country.reach + view * 1.1
        for ring in country.rings
    ]
    outside, inner = dissolved(around, atlas.arcs)
    arcs, around_arcs = frame.arcs(atlas.rings(codes)), frame.arcs(around)

    def draw(tolerance: float) -> Outline:
        lines = around_arcs.thinned(tolerance)
        parts = [clipped(joined(ring, lines), frame.edges) for ring in outside]
        land = [part for part in parts if len(part) > 2 and ring_area(part) > 2 * tolerance]
        borders = [run for number in inner for run in runs_within(lines[number], frame.edges)]
        shapes = shapes_of(codes, arcs.thinned(tolerance), frame)
        return Outline(*size, shapes=shapes, land=path(land), borders=path(borders, closed=False))

    return _within(limit, draw)


def country_glyph(code: str, *, height: int = GLYPH, limit: int = 350) -> Outline | None:
    """A country as high as any other, and as wide as it is then.

    ``limit``: bytes of its path, at most.
    """
    return _glyph([code], height=height, limit=limit)


@_kept
def _glyph(codes: Iterable[str], *, height: int, limit: int) -> Outline | None:
    frame = Frame.around(codes, (WIDEST * height, height), margin=0.0)
    arcs = frame.arcs(load_atlas().rings(codes))
    home = {max(number, ~number) for ring in load_atlas().home(codes) for number in ring}
    west, _north, east, _south = bounds([point for number in home for point in arcs.lines[number]])
    left, width = floor(west) - frame.radius, ceil(east - west) + 2 * frame.radius

    def draw(tolerance: float) -> Outline:
        shapes = shapes_of(codes, arcs.thinned(tolerance), frame, 2 * tolerance, dots=8)
        return Outline(width, height, shapes=shapes, left=left)

    return _within(limit, draw)


@_kept
def world_outline(codes: Iterable[str]) -> Outline | None:
    """The countries on the world map."""
    shapes = (
        Shape(
            code,
            d="",
            markers=(Marker(*place.middle, WORLD_RADIUS),) if place.is_small else (),
            is_in_file=place.has_shape,
        )
        for code in codes
        for place in [places()[code]]
    )
    return Outline(*SIZE, shapes=tuple(shapes), is_world=True)


def _within(limit: int, draw: Callable[[float], Outline]) -> Outline:
    """The drawing in as much detail as ``limit`` bytes hold.

    ``draw`` takes the tolerance: the least area, in square units, that a point must add to be drawn.
    """
    tolerance = 2.0
    while (outline := draw(tolerance)).weight > limit and tolerance < 2000:
        tolerance *= 1.4
    return outline


def codes_drawn() -> frozenset[str]:
    """Every code that has an outline."""
    return load_atlas().codes
