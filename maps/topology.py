"""Rings made of arcs: a border is one arc, which the countries on either side walk in opposite directions."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from .geometry import Line, Point

GRID = 1000
"""Steps to a degree in the data."""

Ring = tuple[int, ...]
"""Numbers of arcs; ``~number`` where it is walked backwards."""


def arc_numbers(rings: Iterable[Ring]) -> set[int]:
    return {max(number, ~number) for ring in rings for number in ring}


def joined(ring: Ring, lines: Mapping[int, Line]) -> Line:
    """The ring's arcs, one after the other; ``lines`` are the arcs by number."""
    points: Line = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line[1:] if points else line
    return points


def dissolved(rings: Sequence[Ring], arcs: Sequence[Line]) -> tuple[list[Ring], list[int]]:
    """The outer rings of the countries together, and the arcs between two of them.

    ``arcs``: all of the data, in degrees.
    """
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
                    left[_start(number, arcs)].append(number)
    for start in list(left):
        while left[start]:
            walk = [left[start].pop()]
            while (end := _start(~walk[-1], arcs)) != start and left[end]:
                walk.append(left[end].pop())
            outer.append(tuple(walk))
    return outer, inner


def _start(number: int, arcs: Sequence[Line]) -> Point:
    """Where an arc starts; the same point of the Earth has the same longitude."""
    lon, lat = arcs[number][0] if number >= 0 else arcs[~number][-1]
    return round((lon + 180) % 360 * GRID) % (360 * GRID), lat
