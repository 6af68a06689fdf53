"""Writes maps/data/: the outlines of the world's countries, from Natural Earth by way of world-atlas.

``make maps`` runs it. What it writes is committed, so that the site needs neither the package nor this
script; the same package gives the same files. docs/maps.md says why and how.
"""

import base64
import hashlib
import json
import subprocess
import sys
import tarfile
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

from babel.core import get_global

from maps.geometry import (
    Line,
    Point,
    bounds,
    centroid,
    contains,
    equal_earth,
    lambert,
    path,
    ring_area,
    thinned,
)

PACKAGE = "world-atlas@2.0.2"
ARCHIVE = "world-atlas-2.0.2.tgz"
INTEGRITY = "IXfV0qwlKXpckz1FhwXVwKRjiIhOnWttOskm5CtxMsjgE/MXAYRHWJqgXOpM8IkcPBoXnyTU5lFHcYa5ChG0LQ=="
"""The archive's SHA-512, as npm writes it."""

EARTH_RADIUS = 6371.0
"""Kilometres."""

WIDE, HIGH = 640, 480
"""The frame, in units, that a country is thinned for: a lead picture of 320 × 240 pixels, twice as sharp."""
FINEST, COARSEST = 0.02, 3.0
"""Kilometres a unit: a border is drawn for the smaller of its countries, within these."""
SMALL_ISLAND_STATE = 6000
"""Square kilometres: up to here the 1:50m drawing has lost islands, and the 1:10m one is taken."""
ISLANDS_KEPT = 60
"""Of an archipelago, the largest."""
GRID = 1000
"""Steps to a degree: about 100 metres."""

WORLD_WIDE, WORLD_HIGH = 1000, 448
"""Units; the lower edge is at 59° S, since Antarctica is left out."""
WORLD_TOLERANCE = 1.0
WORLD_ISLET = 1.0
"""Square units: the least that a point must add to a line, the least that is drawn as a shape."""
WORLD_SMALL = 3.0
"""Units: a country no wider and no higher gets a marker."""
MIDDLE_MERIDIAN = 11.0
"""The map is cut at 169° W, in the Bering Strait, where it cuts neither Russia nor Fiji."""

# Where distant parts would shrink a country to a dot, what a picture of it frames: west, south, east, north.
# The other parts are drawn where they fall into a picture. It is a matter of room, not of status.
MAINLAND = {
    "au": (112, -44, 155, -9),
    "br": (-75, -35, -34, 6),
    "cl": (-77, -57, -66, -17),
    "cr": (-87, 8, -82, 12),
    "ec": (-82, -6, -74, 2),
    "es": (-10, 35, 5, 44),
    "fj": (176, -20, 183, -15),
    "fr": (-6, 41, 10, 52),
    "in": (68, 6, 98, 37),
    "jp": (128, 30, 147, 46),
    "mu": (57, -21, 58, -19.5),
    "nl": (3, 50, 8, 54),
    "no": (4, 57, 32, 72),
    "nz": (166, -48, 179, -34),
    "pt": (-10, 36, -6, 43),
    "sc": (55, -5, 56.1, -4),
    "us": (-125, 24, -66, 50),
    "za": (16, -35, 33, -22),
}

# The package knows these by name only. Siachen, which has no code, is land without a country.
UNCODED = {"Kosovo": "xk", "N. Cyprus": "cy", "Somaliland": "so", "Siachen Glacier": ""}

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


def main() -> None:
    sources = fetched(Path("var/cache"))
    topology = read(sources["countries-50m.json"])
    repair(topology)
    take_small_islands(topology, read(sources["countries-10m.json"]))
    folder = Path("maps/data")
    write(folder / "outlines.json", outlines(topology))
    write(folder / "world.json", world(topology))


def fetched(folder: Path) -> dict[str, Any]:
    """The package's drawings, once its archive is what it was when it was looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = folder / ARCHIVE
    if not archive.exists():
        subprocess.run(["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(folder)], check=True)
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        sys.exit(f"{archive} is not the {PACKAGE} that was looked at")
    with tarfile.open(archive) as package:
        return {
            name: json.load(package.extractfile(f"package/{name}") or sys.exit(f"no {name} in {archive}"))
            for name in ("countries-10m.json", "countries-50m.json")
        }


def read(source: dict[str, Any]) -> Topology:
    """A TopoJSON file, its countries by their code; what has neither code nor name here is left out."""
    scale_x, scale_y = source["transform"]["scale"]
    west, south = source["transform"]["translate"]
    topology = Topology([])
    for steps in source["arcs"]:
        x = y = 0
        arc: Line = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            lon, lat = x * scale_x + west, y * scale_y + south
            turn = 360 * round((arc[-1][0] - lon) / 360) if arc else 0
            arc.append((lon + turn, lat))
        topology.arcs.append(arc)
    numbers = get_global("territory_aliases")
    for shape in source["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        if "id" not in shape and name not in UNCODED:
            continue
        # Australia's number stands twice: the second time for the uninhabited Ashmore and Cartier Islands.
        if name in ("Antarctica", "Ashmore and Cartier Is."):
            continue
        code = numbers[shape["id"]][0].lower() if "id" in shape else UNCODED[name]
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        topology.countries[code] += [list(ring) for polygon in polygons for ring in polygon]
    return topology


def repair(topology: Topology) -> None:
    """Give each State the borders that the United Nations and the European Union recognise.

    Natural Earth draws who holds a place. Of the 1:50m drawing this mends what contradicts resolutions of the
    United Nations; lines of control that it leaves to the parties (Kashmir, Halaib, Abyei) stay as drawn.
    """
    # Crimea is a part of Russia there, a ring of its own from the isthmus to the Kerch Strait; it is
    # Ukraine's (General Assembly resolution 68/262).
    [crimea] = _rings_with(topology, "ru", (34.1, 44.95))
    topology.countries["ru"].remove(crimea)
    topology.countries["ua"].append(crimea)
    topology.dissolve("ua")

    # Western Sahara west of the berm is a part of Morocco there. The territory, which the United Nations list
    # as non-self-governing, begins at 27°40' N, between the coast and Algeria's border at 8°40' W.
    topology.countries["ma"] += topology.countries.pop("eh")
    topology.dissolve("ma")
    topology.cut("ma", [(-13.17, 27.66), (-8.685, 27.657)], away=(-13.2, 27.15), to="eh")

    # The Golan Heights are a part of Israel there; they are Syria's (Security Council resolution 497). The
    # line of 1949 to 1967, along the Jordan and the lake's eastern shore, from Lebanon's border to Jordan's.
    line = [(35.603, 33.24), (35.63, 33.19), (35.63, 33.0), (35.615, 32.89), (35.65, 32.8), (35.65, 32.7)]
    topology.cut("il", line, away=(35.69, 32.99), to="sy")
    topology.dissolve("sy")

    # Features of their own there: the north of Cyprus (Security Council resolution 541), and Somaliland.
    topology.dissolve("cy")
    topology.dissolve("so")


def take_small_islands(topology: Topology, finer: Topology) -> None:
    """Draw small island States as at 1:10m: they border on nobody, so that nothing has to fit."""
    topology.countries["tv"] = []  # Tuvalu is missing at 1:50m
    users, finer_users = topology.users(), finer.users()
    for code, rings in topology.countries.items():
        shares = any(len(users[max(number, ~number)]) > 1 for ring in rings for number in ring)
        size = sum(square_kilometres(topology.points(ring)) for ring in rings)
        others = {len(finer_users[max(n, ~n)]) for ring in finer.countries[code] for n in ring}
        if code and not shares and size < SMALL_ISLAND_STATE and others == {1}:
            topology.countries[code] = []
            for ring in finer.countries[code]:
                topology.arcs.append(finer.points(ring))
                topology.countries[code].append([len(topology.arcs) - 1])


def outlines(topology: Topology) -> dict[str, dict[str, Any]]:
    """Arcs thinned for the smallest country that they bound, and countries as numbers of arcs."""
    users = topology.users()
    kept: dict[str, dict[str, list[Ring]]] = {}
    units: dict[int, float] = defaultdict(lambda: COARSEST)
    for code, rings in topology.countries.items():
        shown = {"home": [ring for ring in rings if _at_home(code, topology.points(ring))], "away": []}
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
            if _at_home(code, topology.points(ring))
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


def square_kilometres(ring: Line) -> float:
    return ring_area(_on_the_ground(ring)) * EARTH_RADIUS**2


def kilometres_a_unit(points: Line) -> float:
    """How far a unit goes where these points fill the frame of a lead picture."""
    left, top, right, bottom = bounds(_on_the_ground(points))
    unit = max((right - left) / WIDE, (bottom - top) / HIGH) * EARTH_RADIUS * 1.2
    return min(COARSEST, max(FINEST, unit))


def thinned_on_the_ground(arc: Line, tolerance: float) -> Line:
    """``tolerance`` in square kilometres."""
    places = _on_the_ground(arc)
    origin = dict(zip(places, arc, strict=True))
    return [origin[place] for place in thinned(places, tolerance / EARTH_RADIUS**2)]


def _on_the_ground(points: Line) -> Line:
    west, south, east, north = bounds(points)
    project = lambert((west + east) / 2, (south + north) / 2)
    return [project(*point) for point in points]


def _at_home(code: str, ring: Line) -> bool:
    if code not in MAINLAND:
        return True
    x, y = centroid(ring)
    west, south, east, north = MAINLAND[code]
    return (x - west) % 360 <= east - west and south <= y <= north


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


def write(file: Path, parts: dict[str, dict[str, Any]]) -> None:
    """JSON with an arc or a country a line, so that a difference can be read."""
    sections = []
    for name, entries in parts.items():
        lines = [
            f"{json.dumps(key)}:{json.dumps(value, separators=(',', ':'))}" for key, value in entries.items()
        ]
        sections.append(f"{json.dumps(name)}:{{\n" + ",\n".join(lines) + "\n}")
    file.write_text("{" + ",\n".join(sections) + "}\n", encoding="utf-8")
    print(f"{file}: {file.stat().st_size // 1000} kB")


def _rings_with(topology: Topology, code: str, place: Point) -> list[Ring]:
    return [ring for ring in topology.countries[code] if contains([topology.points(ring)], place)]


def _nearest(a: Point, b: Point, place: Point) -> Point:
    """The segment's point that is nearest to the place."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / length if length else 0.0
    if share <= 0:
        return a
    return b if share >= 1 else (a[0] + share * dx, a[1] + share * dy)


if __name__ == "__main__":
    main()
