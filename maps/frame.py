"""The frame of a drawing: countries fitted into a view box, and their arcs as lines in its units."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from .atlas import load_atlas
from .geometry import (
    Box,
    Line,
    Point,
    Projection,
    bounds,
    lambert,
    lambert_angle,
    lambert_inverse,
    middle,
    point_weights,
    touch,
)
from .topology import Ring, arc_numbers

BLEED = 8
"""Units that the land around goes on beyond the frame, where a line along its edge is not seen."""


@dataclass(frozen=True)
class Arcs:
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


@dataclass(frozen=True)
class Frame:
    """A projection, and where its plane lies in the view box."""

    centre: Point
    reach: float
    """Degrees from the centre to the farthest point of the countries."""
    project: Projection
    scale: float
    left: float
    top: float
    size: tuple[int, int]

    @classmethod
    def around(
        cls,
        codes: Iterable[str],
        size: tuple[int, int],
        *,
        margin: float,
    ) -> "Frame":
        """Fit the countries into the size, less ``margin`` (a share of the smaller side) all around."""
        atlas = load_atlas()
        rings = atlas.home(codes)
        points = [point for ring in rings for number in ring for point in atlas.arcs[max(number, ~number)]]
        centre = middle(points)
        for _ in range(3):
            # From the middle of the points to that of their extent.
            west, north, east, south = bounds([lambert(*centre)(*point) for point in points])
            centre = lambert_inverse(*centre, (west + east) / 2, (north + south) / 2)
        project = lambert(*centre)
        plane = {number: [project(*point) for point in atlas.arcs[number]] for number in arc_numbers(rings)}
        west, north, east, south = bounds([point for line in plane.values() for point in line])
        reach = lambert_angle(max(hypot(*point) for line in plane.values() for point in line))
        width, height = size
        gap = margin * min(size)
        scale = min((width - 2 * gap) / max(east - west, 1e-9), (height - 2 * gap) / max(south - north, 1e-9))
        left, top = (width - (west + east) * scale) / 2, (height - (south + north) * scale) / 2
        return cls(centre, reach, project, scale, left, top, size)

    @property
    def edges(self) -> Box:
        """Where what is drawn ends: ``BLEED`` beyond the view box."""
        return -BLEED, -BLEED, self.size[0] + BLEED, self.size[1] + BLEED

    @property
    def radius(self) -> int:
        """A marker's."""
        return max(3, self.size[0] // 128)

    def holds(self, line: Line) -> bool:
        left, top, right, bottom = bounds(line)
        return left >= 0 and top >= 0 and right <= self.size[0] and bottom <= self.size[1]

    def arcs(self, rings: Iterable[Ring]) -> Arcs:
        """The arcs of the rings in the view box."""
        arcs, project, scale, left, top = load_atlas().arcs, self.project, self.scale, self.left, self.top
        edges = self.edges
        lines: dict[int, Line] = {}
        weights: dict[int, list[float]] = {}
        for number in arc_numbers(rings):
            line = [(x * scale + left, y * scale + top) for x, y in (project(*p) for p in arcs[number])]
            if not touch(bounds(line), edges):
                # Beyond one side of the frame, where its way is not seen.
                line = [line[0], line[-1]]
            lines[number], weights[number] = line, point_weights(line)
        return Arcs(lines, weights)
