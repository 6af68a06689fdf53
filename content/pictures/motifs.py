"""The drawings of news that no country stands for, and the one that stands for the site where it is shared.

One function a motif. A disc is a place or a person, a line a route, what overlaps is what is shared. No
faces, flags, maps or letters: nothing to be taken for a photograph, nothing to translate. A plus is the
programme's own, and never red on white or white on red: those are emblems of others.
"""

from .canvas import (
    HEIGHT,
    INKS,
    LILAC,
    MINT,
    NIGHT,
    ORANGE,
    PAPER,
    PINE,
    SAND,
    WIDTH,
    Canvas,
    Point,
    on_circle,
    swing,
)


def word_mark() -> Canvas:
    """The name as ``templates/includes/wordmark.html`` draws it, above a route with its stations."""
    sheet = Canvas(PINE)
    size, left, top = 4.0, 264.0, 270.0

    def at(*points: Point) -> list[Point]:
        return [(left + x * size, top + y * size) for x, y in points]

    def bar(x1: float, y1: float, x2: float, y2: float, colour: str = PAPER) -> None:
        sheet.polygon(at((x1, y1), (x2, y1), (x2, y2), (x1, y2)), colour)

    bar(0, 0, 10, 56)  # M
    bar(40, 0, 50, 56)
    valley = ((0, 0), (4, 0), (25, 27.3), (46, 0), (50, 0), (50, 11.2), (25, 43.7), (0, 11.2))
    sheet.polygon(at(*valley), PAPER)
    bar(58, 0, 68, 56)  # I
    bar(78, 0, 88, 56)  # E
    for y in (0, 23, 46):
        bar(78, y, 108 if y == 23 else 112, y + 10)
    (middle,) = at((146, 34))  # U
    sheet.slice(*middle, 22 * size, PAPER, 0, 180)
    sheet.slice(*middle, 12 * size, PINE, 0, 180)
    bar(124, 0, 134, 34.2)
    bar(158, 0, 168, 34.2)
    sheet.polygon(at((171.9, 0), (184.1, 0), (224.1, 56), (211.9, 56)), PAPER)  # X
    sheet.polygon(at((211.9, 0), (224.1, 0), (184.1, 56), (171.9, 56)), ORANGE)
    bar(243, 8, 253, 48, ORANGE)  # +
    bar(228, 23, 268, 33)
    sheet.route([(-20, 660), (WIDTH + 20, 660)], ORANGE, 10)
    for x in range(100, WIDTH, 200):
        sheet.disc(x, 660, 28, ORANGE)
        sheet.disc(x, 660, 18, PINE)
    return sheet


def five_ways() -> Canvas:
    sheet = Canvas(PAPER)
    for level, colour in zip((90, 270, 450, 630, 810), INKS, strict=True):
        arrival = 450 + (level - 450) * 0.33
        sheet.route(swing((-40, level), (1130, arrival)), colour, 56)
        sheet.disc(210, level, 46, PAPER)
        sheet.disc(210, level, 30, colour)
    sheet.disc(1190, 450, 250, PINE)
    sheet.disc(1190, 450, 178, SAND)
    sheet.plus(1190, 450, 92, NIGHT)
    return sheet


def years() -> Canvas:
    """Fifteen rays, a year each."""
    sheet = Canvas(LILAC)
    x, y = 800, 780
    for number in range(15):
        degrees = 180 + 180 / 15 * (number + 0.5)
        near, far = 345, 560 + (number % 3) * 40
        colour = (MINT, PINE, SAND)[number % 3]
        sheet.route([on_circle(x, y, near, degrees), on_circle(x, y, far, degrees)], colour, 22)
        sheet.disc(*on_circle(x, y, far, degrees), 30, (ORANGE if number == 14 else colour))
    sheet.slice(x, y, 300, ORANGE)
    sheet.slice(x, y, 215, SAND)
    sheet.box(0, 780, WIDTH, HEIGHT, NIGHT)
    for place, height, colour in ((690, 150, PINE), (800, 180, NIGHT), (910, 150, PINE)):
        sheet.person(place, 782, height, colour)
    return sheet


def activities() -> Canvas:
    """Fifty discs, ten activities each; the last one is marked."""
    sheet = Canvas(PINE)
    for number in range(50):
        column, row = number % 10, number // 10
        x, y = 170 + column * 140, 170 + row * 140
        sheet.disc(x, y, 46, (MINT, NIGHT, SAND, NIGHT, MINT)[(column * 2 + row) % 5])
    sheet.disc(x, y, 88, PINE)
    sheet.disc(x, y, 70, PAPER)
    sheet.plus(x, y, 36, PINE)
    return sheet
