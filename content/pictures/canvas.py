"""What the pictures are drawn with: a sheet of 1600 by 900, a palette, and a few flat shapes.

Drawn at twice the size and scaled down, which smooths the edges: Pillow's shapes have none of their own.
Nothing here is left to chance, so that the same motif always gives the same file.
"""

import io
import math
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
_SCALE = 2

# The site's own colours: docs/design.md.
PINE = "#0d4f3c"
NIGHT = "#093a2c"
ORANGE = "#e4571b"
PAPER = "#f8f7f2"
LILAC = "#d9d0f3"
MINT = "#9fd0b4"
SAND = "#f6d9a8"
INKS = ("#0d5c46", "#b5410d", "#5742a5", "#76580a", "#9d2459")
"""Of the five ways, in their order."""

Point = tuple[float, float]


class Canvas:
    """One picture in the making. Lengths are pixels of the finished picture, from its top left."""

    def __init__(self, ground: str) -> None:
        self._image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), ground)
        self._pen = ImageDraw.Draw(self._image)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self._pen.ellipse(_around(x, y, radius), fill=colour)

    def slice(
        self, x: float, y: float, radius: float, colour: str, start: float = 180, end: float = 360
    ) -> None:
        """Part of a disc, in degrees clockwise from the right: without them the upper half."""
        self._pen.pieslice(_around(x, y, radius), start, end, fill=colour)

    def box(
        self, left: float, top: float, right: float, bottom: float, colour: str, round_by: float = 0
    ) -> None:
        corners = [length * _SCALE for length in (left, top, right, bottom)]
        self._pen.rounded_rectangle(corners, radius=round_by * _SCALE, fill=colour)

    def polygon(self, points: Iterable[Point], colour: str) -> None:
        self._pen.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=colour)

    def route(self, points: Sequence[Point], colour: str, width: float = 10, gap: float = 0) -> None:
        """A line with round ends; with ``gap`` a row of dots at that distance."""
        for x, y in _along(points, gap or width / 6):
            self.disc(x, y, width / 2, colour)

    def plus(self, x: float, y: float, reach: float, colour: str) -> None:
        arm = reach * 0.3
        self.box(x - reach, y - arm, x + reach, y + arm, colour, arm * 0.35)
        self.box(x - arm, y - reach, x + arm, y + reach, colour, arm * 0.35)

    def person(self, x: float, foot: float, height: float, colour: str) -> None:
        """Someone standing at ``foot``, made of a disc above a dome: anyone, and nobody in particular."""
        head = height * 0.2
        shoulders = height * 0.27
        top = foot - height + 2 * head + height * 0.06
        self.disc(x, foot - height + head, head, colour)
        self.slice(x, top + shoulders, shoulders, colour)
        self.box(x - shoulders, top + shoulders - 1, x + shoulders, foot, colour)

    def png(self) -> bytes:
        file = io.BytesIO()
        self._image.reduce(_SCALE).save(file, "PNG", compress_level=6)
        return file.getvalue()


def swing(start: Point, end: Point, steps: int = 80) -> list[Point]:
    """The points of a curve that leaves level and arrives level, as a road does that changes its height."""
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    points = []
    for t in (step / steps for step in range(steps + 1)):
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        points.append((a * x1 + (b + c) * middle + d * x2, (a + b) * y1 + (c + d) * y2))
    return points


def on_circle(x: float, y: float, radius: float, degrees: float) -> Point:
    """The point on a circle, clockwise from the right."""
    return x + radius * math.cos(math.radians(degrees)), y + radius * math.sin(math.radians(degrees))


def _around(x: float, y: float, radius: float) -> list[float]:
    return [(x - radius) * _SCALE, (y - radius) * _SCALE, (x + radius) * _SCALE, (y + radius) * _SCALE]


def _along(points: Sequence[Point], distance: float) -> Iterable[Point]:
    """Points at equal distances along a line."""
    left = 0.0
    yield points[0]
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        length = math.dist((x1, y1), (x2, y2))
        way = distance - left
        while way <= length:
            yield x1 + (x2 - x1) * way / length, y1 + (y2 - y1) * way / length
            way += distance
        left = length - (way - distance)
