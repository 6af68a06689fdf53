"""The outlines of countries, drawn from ``maps/data/`` as paths for inline SVG.

Every function is a pure function of the committed data and of the countries' codes (ISO 3166-1 alpha-2, and
``xk``; in either case), and what it has drawn is kept. A code that has no outline is passed over; where none
is left, the answer is None. Coordinates are whole numbers in units of the view box, twice as many of them as
pixels at the size that a drawing is made for.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import accumulate
from math import asin, atan2, cos, degrees, hypot, radians, sin, sqrt
from pathlib import Path
from typing import Any, TypeVar

from .geometry import (
    Box,
    Line,
    Point,
    Projection,
    bounds,
    centroid,
    clipped,
    lambert,
    lambert_inverse,
    path,
    point_weights,
    ring_area,
)

DATA = Path(__file__).parent / "data"
GRID = 1000
"""Steps to a degree in the data."""

LEAD = (640, 480)
CARD = (192, 144)
GLYPH = (128, 128)
BLEED = 8
"""Units that the land around goes on beyond the frame, where a line along its edge is not seen."""
SPREAD = 75.0
"""Degrees from the middle of some countries: where they reach farther, one view of the globe does not do."""
SEEN = 20.0
"""Square units: a smaller island is seen better as a marker."""

Ring = tuple[int, ...]
"""Numbers of arcs; ``~number`` where it is walked backwards."""


@dataclass(frozen=True)
class Marker:
    """A circle, for a State or an island too small to be seen as a shape."""

    x: int
    y: int
    r: int


@dataclass(frozen=True)
class Shape:
    """A country: ``d`` is empty where it is drawn by its markers only."""

    code: str
    d: str
    markers: tuple[Marker, ...] = ()


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

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"

    @property
    def weight(self) -> int:
        """Bytes of all its paths."""
        return len(self.land) + len(self.borders) + sum(len(shape.d) for shape in self.shapes)


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


@dataclass(frozen=True)
class _Country:
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
class _Data:
    arcs: tuple[Line, ...]
    countries: dict[str, _Country]
    """The code of land without a country is empty."""


Drawing = TypeVar("Drawing")


def _kept(draw: Callable[..., Drawing | None]) -> Callable[..., Drawing | None]:
    """Keep what was drawn of the same countries, however their codes were written and ordered."""
    kept = lru_cache(maxsize=2048)(draw)

    @wraps(draw)
    def wrapper(codes: Iterable[str], **options: Any) -> Drawing | None:
        known = tuple(sorted({code.lower() for code in codes} & _data().countries.keys() - {""}))
        return kept(known, **options) if known else None

    return wrapper


@_kept
def country_outline(
    codes: Iterable[str], *, size: tuple[int, int] = LEAD, limit: int = 6000
) -> Outline | None:
    """The countries alone, in their true shape, size and place to each other, fitted into the size.

    ``limit``: bytes of all paths together, at most.
    """
    frame = _Frame.around(codes, size, margin=0.04)
    arcs = frame.arcs(_rings(codes))

    def draw(tolerance: float) -> Outline:
        return Outline(*size, shapes=_shapes(codes, arcs.thinned(tolerance), frame))

    return _within(limit, draw)


@_kept
def card_outline(codes: Iterable[str], *, size: tuple[int, int] = CARD, limit: int = 600) -> Outline | None:
    """The countries alone, lightly drawn: for a card, at about 96 × 72 pixels."""
    return country_outline(codes, size=size, limit=limit)


@_kept
def place_outline(codes: Iterable[str], *, size: tuple[int, int] = LEAD, limit: int = 6000) -> Outline | None:
    """The countries among the land around them: for a lead picture.

    ``limit``: bytes of all paths together, at most. Countries that are spread over more of the globe than one
    view of it shows are given on the world map, in its size and its weight.
    """
    frame = _Frame.around(codes, size, margin=0.16)
    if frame.reach > SPREAD:
        return _on_the_world_map(codes)
    edges = (-BLEED, -BLEED, size[0] + BLEED, size[1] + BLEED)
    view = degrees(hypot(*size) / 2 / frame.scale)
    around = [
        ring
        for code, country in _data().countries.items()
        if code not in codes and _angle(country.centre, frame.centre) < country.reach + view * 1.1
        for ring in country.rings
    ]
    outside, inner = _dissolved(around)
    arcs, around_arcs = frame.arcs(_rings(codes)), frame.arcs(around)

    def draw(tolerance: float) -> Outline:
        lines = around_arcs.thinned(tolerance)
        parts = [clipped(_joined(ring, lines), edges) for ring in outside]
        land = [part for part in parts if len(part) > 2 and ring_area(part) > 2 * tolerance]
        borders = [run for number in inner for run in _runs_within(lines[number], edges)]
        shapes = _shapes(codes, arcs.thinned(tolerance), frame)
        return Outline(*size, shapes=shapes, land=path(land), borders=path(borders, closed=False))

    return _within(limit, draw)


def country_glyph(code: str, *, size: tuple[int, int] = GLYPH, limit: int = 350) -> Outline | None:
    """A country standing on the lower edge of the box, as large to the eye as any other.

    ``limit``: bytes of its path, at most.
    """
    return _glyph([code], size=size, limit=limit)


@_kept
def _glyph(codes: Iterable[str], *, size: tuple[int, int], limit: int) -> Outline | None:
    frame = _Frame.around(codes, size, margin=0.02, surface=0.42, standing=True)
    arcs = frame.arcs(_rings(codes))

    def draw(tolerance: float) -> Outline:
        lines = arcs.thinned(tolerance)
        return Outline(*size, shapes=_shapes(codes, lines, frame, 2 * tolerance, dots=8))

    return _within(limit, draw)


def _on_the_world_map(codes: Iterable[str]) -> Outline:
    world = world_map(codes)
    shapes = (
        Shape(shape.code, shape.d, (Marker(shape.x, shape.y, 5),) if shape.small else ())
        for shape in world.shapes
    )
    return Outline(world.width, world.height, shapes=tuple(shapes), land=world.land)


def _within(limit: int, draw: Callable[[float], Outline]) -> Outline:
    """The drawing in as much detail as ``limit`` bytes hold.

    ``draw`` takes the tolerance: the least area, in square units, that a point must add to be drawn.
    """
    tolerance = 2.0
    while (outline := draw(tolerance)).weight > limit and tolerance < 2000:
        tolerance *= 1.4
    return outline


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


def codes_drawn() -> frozenset[str]:
    """Every code that has an outline."""
    return frozenset(_data().countries.keys() - {""})


@dataclass(frozen=True)
class _Frame:
    """A projection, and where its plane lies in the view box."""

    centre: Point
    reach: float
    """Degrees from the centre to the farthest point of the countries."""
    project: Projection
    scale: float
    left: float
    top: float
    size: tuple[int, int]

    @property
    def radius(self) -> int:
        """A marker's."""
        return max(3, self.size[0] // 128)

    @classmethod
    def around(
        cls,
        codes: Iterable[str],
        size: tuple[int, int],
        *,
        margin: float,
        surface: float = 0.0,
        standing: bool = False,
    ) -> "_Frame":
        """Fit the countries into the size, less ``margin`` (a share of the smaller side) all around.

        ``surface``: scale them down until they cover no more than this share of the box. ``standing``: they
        stand at its bottom, not in its middle.
        """
        data = _data()
        rings = _home(codes)
        points = [point for ring in rings for number in ring for point in data.arcs[max(number, ~number)]]
        centre = _mean(points)
        for _ in range(3):
            # From the middle of the points to that of their extent.
            west, north, east, south = bounds([lambert(*centre)(*point) for point in points])
            centre = lambert_inverse(*centre, (west + east) / 2, (north + south) / 2)
        project = lambert(*centre)
        plane = {number: [project(*point) for point in data.arcs[number]] for number in _numbers(rings)}
        west, north, east, south = bounds([point for line in plane.values() for point in line])
        reach = _degrees(max(hypot(*point) for line in plane.values() for point in line))
        width, height = size
        gap = margin * min(size)
        scale = min((width - 2 * gap) / max(east - west, 1e-9), (height - 2 * gap) / max(south - north, 1e-9))
        if surface:
            covered = sum(ring_area(_joined(ring, plane)) for ring in rings)
            # An archipelago's land would have no end of room: half of its extent counts, too.
            covered = max(covered, (east - west) * (south - north) / 2)
            scale = min(scale, sqrt(surface * width * height / max(covered, 1e-12)))
        top = height - gap - south * scale if standing else (height - (south + north) * scale) / 2
        return cls(centre, reach, project, scale, (width - (west + east) * scale) / 2, top, size)

    def holds(self, line: Line) -> bool:
        left, top, right, bottom = bounds(line)
        return left >= 0 and top >= 0 and right <= self.size[0] and bottom <= self.size[1]

    def arcs(self, rings: Iterable[Ring]) -> "_Arcs":
        """The arcs of the rings in the view box."""
        arcs, project, scale, left, top = _data().arcs, self.project, self.scale, self.left, self.top
        edges = (-BLEED, -BLEED, self.size[0] + BLEED, self.size[1] + BLEED)
        lines: dict[int, Line] = {}
        weights: dict[int, list[float]] = {}
        for number in _numbers(rings):
            line = [(x * scale + left, y * scale + top) for x, y in (project(*p) for p in arcs[number])]
            if not _touch(bounds(line), edges):
                # Beyond one side of the frame, where its way is not seen.
                line = [line[0], line[-1]]
            lines[number], weights[number] = line, point_weights(line)
        return _Arcs(lines, weights)


@dataclass(frozen=True)
class _Arcs:
    """Lines by number, and what each of their points adds to them."""

    lines: dict[int, Line]
    weights: dict[int, list[float]]

    def thinned(self, tolerance: float) -> dict[int, Line]:
        """Each by itself, whichever countries it bounds: neighbours stay neighbours."""
        return {
            number: [
                point for point, weight in zip(line, self.weights[number], strict=True) if weight >= tolerance
            ]
            for number, line in self.lines.items()
        }


def _shapes(
    codes: Iterable[str], lines: dict[int, Line], frame: "_Frame", least: float = 6.0, dots: int = 40
) -> tuple[Shape, ...]:
    """The countries as paths and as markers; their distant parts only where they lie within the frame.

    A part smaller than ``least`` square units is drawn only where the country has nothing larger. A country
    that hardly shows otherwise gets a marker for each of its islets, ``dots`` at most.
    """
    countries = _data().countries
    shapes = []
    for code in codes:
        rings = [_joined(ring, lines) for ring in countries[code].home]
        rings += [ring for away in countries[code].away if frame.holds(ring := _joined(away, lines))]
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


def _joined(ring: Ring, lines: dict[int, Line]) -> Line:
    points: Line = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return points


def _dissolved(rings: list[Ring]) -> tuple[list[Ring], list[int]]:
    """The outer rings of the countries together, and the arcs between two of them."""
    walked = {number for ring in rings for number in ring}
    inner = [number for number in sorted(walked) if number >= 0 and ~number in walked]
    within = set(inner)
    outer = [ring for ring in rings if not any(max(number, ~number) in within for number in ring)]
    whole = set(outer)
    left: dict[Point, list[int]] = defaultdict(list)
    for ring in rings:
        if ring not in whole:
            for number in ring:
                if max(number, ~number) not in within:
                    left[_start(number)].append(number)
    for start in list(left):
        while left[start]:
            joined = [left[start].pop()]
            while (end := _start(~joined[-1])) != start and left[end]:
                joined.append(left[end].pop())
            outer.append(tuple(joined))
    return outer, inner


def _start(number: int) -> Point:
    """Where an arc starts; the same point of the Earth has the same longitude."""
    arcs = _data().arcs
    lon, lat = arcs[number][0] if number >= 0 else arcs[~number][-1]
    return round((lon + 180) % 360 * GRID) % (360 * GRID), lat


def _runs_within(line: Line, edges: Box) -> list[Line]:
    """The parts of a line that touch the frame, each a point longer than needed."""
    runs: list[Line] = [[]]
    for start, end in zip(line, line[1:], strict=False):
        if _touch(bounds((start, end)), edges):
            runs[-1] += [end] if runs[-1] else [start, end]
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _touch(box: Box, other: Box) -> bool:
    return box[0] <= other[2] and box[2] >= other[0] and box[1] <= other[3] and box[3] >= other[1]


def _home(codes: Iterable[str]) -> list[Ring]:
    return [ring for code in codes for ring in _data().countries[code].home]


def _rings(codes: Iterable[str]) -> list[Ring]:
    return [ring for code in codes for ring in _data().countries[code].rings]


def _numbers(rings: Iterable[Ring]) -> set[int]:
    return {max(number, ~number) for ring in rings for number in ring}


def _mean(points: Iterable[Point]) -> Point:
    """The middle of points on the sphere, wherever the antimeridian runs."""
    x = y = z = 0.0
    for lon, lat in points:
        x += cos(radians(lat)) * cos(radians(lon))
        y += cos(radians(lat)) * sin(radians(lon))
        z += sin(radians(lat))
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def _angle(a: Point, b: Point) -> float:
    """Degrees between two points of the sphere."""
    return _degrees(hypot(*lambert(*a)(*b)))


def _degrees(distance: float) -> float:
    """The angle that a distance from the centre of ``lambert``'s plane stands for."""
    return degrees(2 * asin(min(1.0, distance / 2)))


@lru_cache(maxsize=1)
def _data() -> _Data:
    source = json.loads((DATA / "outlines.json").read_text(encoding="utf-8"))
    arcs = tuple(
        [(x / GRID, y / GRID) for x, y in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)]
        for steps in source["arcs"].values()
    )
    countries = {}
    for code, parts in source["countries"].items():
        home, away = (tuple(map(tuple, parts.get(part, []))) for part in ("home", "away"))
        points = [point for number in sorted(_numbers(home + away)) for point in arcs[number]]
        centre = _mean(points)
        project = lambert(*centre)
        farthest = max(hypot(*project(*point)) for point in points)
        countries[code] = _Country(home, away, centre, _degrees(farthest))
    return _Data(arcs, countries)


@lru_cache(maxsize=1)
def _world() -> dict[str, Any]:
    return json.loads((DATA / "world.json").read_text(encoding="utf-8"))
