"""Borders and coasts as arcs, each stored once; countries as rings of them; cutting and joining."""

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from maps.geometry import Line, Point, contains

Ring = list[int]
"""Numbers of arcs; ``~number`` where it is walked backwards."""


@dataclass
class Topology:
    """Lines that borders and coasts are made of, each stored once, so that neighbours stay neighbours."""

    arcs: list[Line]
    """In degrees; the longitudes of a line run on over the antimeridian."""
    countries: dict[str, list[Ring]] = field(default_factory=lambda: defaultdict(list))

    def points(self, ring: Ring) -> Line:
        """Closed, its longitudes running on."""
        points: Line = []
        for number in ring:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            turn = 360 * round((points[-1][0] - arc[0][0]) / 360) if points else 0
            points += [(x + turn, y) for x, y in (arc[1:] if points else arc)]
        return points

    def users(self) -> dict[int, set[str]]:
        """The countries of each arc."""
        users = defaultdict(set)
        for code, rings in self.countries.items():
            for ring in rings:
                for number in ring:
                    users[max(number, ~number)].add(code)
        return users

    def cut(self, code: str, line: Line, *, away: Point, to: str) -> None:
        """Cut a country along a line between two points of its border; the part with ``away`` goes ``to``."""
        start, end = self._node(code, line[0]), self._node(code, line[-1])
        self.arcs.append([start, *line[1:-1], end])
        new = len(self.arcs) - 1
        for ring in self.countries[code]:
            starts = [self._first(number) for number in ring]
            if start in starts and end in starts:
                break
        one, other = sorted((starts.index(start), starts.index(end)))
        onwards = new if starts[one] == start else ~new
        self.countries[code].remove(ring)
        for part in (ring[one:other] + [~onwards], ring[other:] + ring[:one] + [onwards]):
            self.countries[to if contains([self.points(part)], away) else code].append(part)

    def _node(self, code: str, place: Point) -> Point:
        """The point where the country's border comes nearest to the place; its arc ends there from now on."""
        distance, number, index, node = min(
            (hypot(near[0] - place[0], near[1] - place[1]), number, index, near)
            for number in sorted({max(number, ~number) for ring in self.countries[code] for number in ring})
            for index, (a, b) in enumerate(pairwise(self.arcs[number]))
            for near in [_nearest(a, b, place)]
        )
        arc = self.arcs[number]
        if distance > 0.05:
            sys.exit(f"{code} has no border at {place}: the drawing is not the one that this repairs")
        if node in (arc[0], arc[-1]):
            return node
        self.arcs[number] = [point for point in arc[: index + 1] if point != node] + [node]
        self.arcs.append([node] + [point for point in arc[index + 1 :] if point != node])
        tail = len(self.arcs) - 1
        for rings in self.countries.values():
            for ring in rings:
                for position in reversed(range(len(ring))):
                    if ring[position] == number:
                        ring.insert(position + 1, tail)
                    elif ring[position] == ~number:
                        ring.insert(position, ~tail)
        return node

    def dissolve(self, code: str) -> None:
        """Drop the lines between parts of one country."""
        walked = {number for ring in self.countries[code] for number in ring}
        outer = [ring for ring in self.countries[code] if all(~number not in walked for number in ring)]
        joined = [ring for ring in self.countries[code] if ring not in outer]
        left = {self._first(number): number for ring in joined for number in ring if ~number not in walked}
        while left:
            start, number = next(iter(left.items()))
            ring = [left.pop(start)]
            while self._first(~ring[-1]) != start:
                ring.append(left.pop(self._first(~ring[-1])))
            outer.append(ring)
        self.countries[code] = outer

    def _first(self, number: int) -> Point:
        return self.arcs[number][0] if number >= 0 else self.arcs[~number][-1]


def _nearest(a: Point, b: Point, place: Point) -> Point:
    """The segment's point that is nearest to the place."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / length if length else 0.0
    if share <= 0:
        return a
    return b if share >= 1 else (a[0] + share * dx, a[1] + share * dy)
