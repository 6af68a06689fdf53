"""The world map with a number for each of some countries: coloured by it, and linked."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

from .geometry import Box
from .world import SIZE, Place, places

STEPS = (1, 2, 3, 5)
"""The least number of each colour. Always the same, so that a colour means the same whatever is filtered."""
WHOLE: Box = (0, 0, *SIZE)
CONTINENTS: Box = (165, 46, 1830, 820)
"""Left, top, width, height: the world without its emptiest edges, in the same proportions."""
NARROWEST, WIDEST = 640, 1300
"""Units: the map shows no less of the world than this; countries that need more than that, all continents."""
MARGIN = 0.06
"""Around the countries, as a share of how far they spread."""
FINGER = 12
"""Pixels: half of a target's size, WCAG 2.5.8."""
SMALLEST_SCREEN = 288
"""Pixels that the map is wide on a window of 320."""

Row = tuple[Any, int, str]
"""A country's term, its number, at least 1, and the address that it leads to."""


@dataclass(frozen=True)
class Spot:
    """Of a country too small to be seen. Lengths are in per cent of the map's, as SVG takes them."""

    x: str
    y: str
    target: tuple[str, str, str, str] | None
    """Left, top, width, height of where neighbours let it be pressed; None: as far as a finger needs."""


@dataclass(frozen=True)
class CountedCountry:
    term: Any
    number: int
    address: str
    step: int
    """Its colour, from 1."""
    has_shape: bool
    spot: Spot | None


@dataclass(frozen=True)
class Step:
    number: int
    least: int
    most: int | None
    """None where there is no most."""


@dataclass(frozen=True)
class CountedMap:
    view_box: str
    """What it shows of the world: all, or around the countries where they lie closer together."""
    countries: tuple[CountedCountry, ...]
    """In the order given."""
    by_number: tuple[CountedCountry, ...]
    """The most first, among equals in the order given; also those that the map does not know."""
    steps: tuple[Step, ...]
    """The colours that occur."""


def counted_map(rows: Iterable[Row]) -> CountedMap:
    rows = list(rows)
    known = places()
    shown = {term.slug: known[term.slug] for term, _number, _address in rows if term.slug in known}
    frame = frame_around(place.box for place in shown.values())
    countries = [
        CountedCountry(
            term,
            number,
            address,
            step_of(number),
            has_shape=term.slug in shown and shown[term.slug].has_shape,
            spot=_spot(shown[term.slug], shown, frame) if term.slug in shown else None,
        )
        for term, number, address in rows
    ]
    occurring = {country.step for country in countries}
    return CountedMap(
        view_box=" ".join(str(round(length)) for length in frame),
        countries=tuple(country for country in countries if country.term.slug in shown),
        by_number=tuple(sorted(countries, key=lambda country: -country.number)),
        steps=tuple(step for step in _STEPS if step.number in occurring),
    )


_STEPS = tuple(
    Step(index, least, STEPS[index] - 1 if index < len(STEPS) else None)
    for index, least in enumerate(STEPS, 1)
)


def step_of(number: int) -> int:
    return sum(number >= least for least in STEPS)


def frame_around(boxes: Iterable[Box]) -> Box:
    """Left, top, width and height, in the proportions of the world, which it never leaves."""
    boxes = list(boxes)
    wide, high = SIZE
    left, top = min((box[0] for box in boxes), default=wide), min((box[1] for box in boxes), default=high)
    right, bottom = max((box[2] for box in boxes), default=0), max((box[3] for box in boxes), default=0)
    width = max(right - left, (bottom - top) * wide / high) * (1 + 2 * MARGIN)
    if left < CONTINENTS[0] and width > WIDEST:
        return WHOLE
    if not boxes or width > WIDEST:
        return CONTINENTS
    width = max(width, NARROWEST)
    height = width * high / wide
    x, y = (left + right - width) / 2, (top + bottom - height) / 2
    return max(0, min(x, wide - width)), max(0, min(y, high - height)), width, height


def _spot(place: Place, shown: dict[str, Place], frame: Box) -> Spot | None:
    if place.room is None:
        return None
    left, top, width, height = frame
    x, y = place.middle[0] - left, place.middle[1] - top
    enough = FINGER * width / SMALLEST_SCREEN
    room = min((distance for code, distance in place.room.items() if code in shown), default=enough)
    target = None
    if room < enough:
        side = room * sqrt(2)  # of the square in the circle
        target = (
            _per_cent((x - side / 2) / width),
            _per_cent((y - side / 2) / height),
            _per_cent(side / width),
            _per_cent(side / height),
        )
    return Spot(_per_cent(x / width), _per_cent(y / height), target)


def _per_cent(share: float) -> str:
    return f"{100 * share:.2f}%"
