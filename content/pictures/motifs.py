"""The motifs of the launch content's pictures: people and countries side by side, routes, meeting points.

One function a motif. A disc is a place or a person, a line a route, what overlaps is what is shared. No
faces, flags, maps or letters: nothing to be taken for a photograph, nothing to translate. A plus is the
programme's own, and never red on white or white on red: those are emblems of others.
"""

from .canvas import (
    DEEP,
    HEIGHT,
    MIST,
    OCHRE,
    PAPER,
    PEACH,
    PETROL,
    RUST,
    SAND,
    SEA,
    WIDTH,
    Canvas,
    bow,
    on_circle,
    swing,
    wave,
)


def meeting() -> Canvas:
    sheet = Canvas(PEACH)
    for start, end in (((-20, 120), (560, 450)), ((-20, 780), (560, 450))):
        sheet.route(swing(start, end), PETROL, 12)
    for start, end in (((1620, 120), (1040, 450)), ((1620, 780), (1040, 450))):
        sheet.route(swing(start, end), RUST, 12)
    sheet.disc(660, 450, 290, PETROL)
    sheet.disc(940, 450, 290, OCHRE)
    sheet.overlap((660, 450, 290), (940, 450, 290), DEEP)
    sheet.plus(800, 450, 74, PAPER)
    for x, y, colour in ((190, 168, PETROL), (190, 732, PETROL), (1410, 168, RUST), (1410, 732, RUST)):
        sheet.disc(x, y, 46, PEACH)
        sheet.disc(x, y, 34, colour)
    return sheet


def labour() -> Canvas:
    sheet = Canvas(MIST)
    x, y = 1130, 450
    for turn in range(0, 360, 36):
        left, right = on_circle(x, y, 330, turn - 8), on_circle(x, y, 330, turn + 8)
        sheet.polygon([on_circle(x, y, 200, turn - 15), left, right, on_circle(x, y, 200, turn + 15)], PETROL)
    sheet.disc(x, y, 270, PETROL)
    sheet.disc(x, y, 165, MIST)
    sheet.box(0, 760, WIDTH, HEIGHT, DEEP)
    sheet.route(bow((180, 330), (x, y), 130), RUST, 12)
    sheet.disc(x, y, 60, RUST)
    sheet.disc(180, 330, 26, RUST)
    for place, height, colour in ((180, 290, RUST), (390, 340, OCHRE), (610, 310, PETROL)):
        sheet.person(place, 762, height, colour)
    return sheet


def data() -> Canvas:
    sheet = Canvas(PAPER)
    tops = [640, 560, 600, 470, 500, 380, 420, 300, 340, 230]
    for number, top in enumerate(tops):
        left = 130 + number * 138
        sheet.box(left, top + 70, left + 98, 790, (SEA if number < 5 else PETROL), 14)
    sheet.box(0, 790, WIDTH, HEIGHT, MIST)
    sheet.route([(800, 90), (800, 790)], RUST, 14, gap=42)
    points = [(179 + number * 138, top) for number, top in enumerate(tops)]
    sheet.route(points, DEEP, 10)
    for number, (x, y) in enumerate(points):
        sheet.disc(x, y, 30, PAPER)
        sheet.disc(x, y, 22, (OCHRE if number % 2 else RUST))
    return sheet


def children() -> Canvas:
    sheet = Canvas(PEACH)
    sheet.disc(1180, 330, 220, OCHRE)
    sheet.slice(800, 1620, 1130, MIST)
    sheet.route(bow((890, 500), (1190, 240), -70), DEEP, 7)
    sheet.polygon([(1190, 110), (1270, 240), (1190, 390), (1110, 240)], RUST)
    sheet.polygon([(1190, 110), (1270, 240), (1190, 390)], PETROL)
    people = ((330, 725, 390, PETROL), (535, 650, 350, DEEP), (710, 605, 235, RUST), (850, 600, 185, OCHRE))
    for place, foot, height, colour in people:
        sheet.person(place, foot, height, colour)
    sheet.slice(800, 1700, 1130, SEA)
    return sheet


def protection() -> Canvas:
    sheet = Canvas(MIST)
    for radius, colour in ((620, DEEP), (545, PETROL), (470, SEA), (395, PEACH)):
        sheet.slice(800, 760, radius, colour)
    sheet.box(0, 760, WIDTH, HEIGHT, DEEP)
    for x, height, colour in (
        (560, 170, PETROL),
        (690, 230, RUST),
        (810, 160, OCHRE),
        (920, 250, DEEP),
        (1045, 190, RUST),
    ):
        sheet.person(x, 762, height, colour)
    return sheet


def asylum() -> Canvas:
    sheet = Canvas(PETROL)
    sheet.box(0, 700, WIDTH, HEIGHT, DEEP)
    sheet.polygon([(970, 700), (1290, 700), (1130, 900), (430, 900)], OCHRE)
    sheet.slice(1130, 330, 190, SEA)
    sheet.box(940, 328, 1320, 700, SEA)
    sheet.slice(1130, 340, 160, PEACH)
    sheet.box(970, 338, 1290, 700, PEACH)
    sheet.route(swing((-20, 560), (700, 800)), SEA, 14, gap=44)
    sheet.person(800, 830, 270, RUST)
    sheet.person(940, 830, 180, PAPER)
    sheet.person(1195, 702, 290, PETROL)
    return sheet


def health() -> Canvas:
    sheet = Canvas(PEACH)
    left = [(-20, 450), (60, 450), (105, 340), (165, 570), (210, 450), (800, 450)]
    sheet.route(left, RUST, 12)
    sheet.route([(WIDTH - x, HEIGHT - y) for x, y in left], RUST, 12)
    first, second = (600, 450, 335), (1000, 450, 335)
    sheet.disc(*first, SAND)
    sheet.disc(*second, SEA)
    sheet.overlap(first, second, PETROL)
    sheet.plus(800, 450, 92, PAPER)
    sheet.person(470, 590, 280, RUST)
    sheet.person(1130, 590, 280, DEEP)
    return sheet


def climate() -> Canvas:
    sheet = Canvas(PEACH)
    sheet.disc(1120, 330, 250, RUST)
    sheet.disc(1120, 330, 195, OCHRE)
    bands = ((500, SEA, 46, 0), (610, PETROL, 40, 260), (730, DEEP, 34, 90))
    for level, colour, swell, shift in bands:
        sheet.polygon([*wave(level, swell, 800, shift), (WIDTH, HEIGHT), (0, HEIGHT)], colour)
    places = [(240, 470), (560, 300), (830, 480)]
    sheet.route(bow(places[0], places[1], 60), DEEP, 10)
    sheet.route(bow(places[1], places[2], 60), DEEP, 10)
    for (x, y), colour in zip(places, (PETROL, RUST, PAPER), strict=True):
        sheet.disc(x, y, 62, DEEP)
        sheet.disc(x, y, 50, colour)
    return sheet


def local() -> Canvas:
    sheet = Canvas(MIST)
    sheet.disc(1290, 220, 110, OCHRE)
    sheet.slice(800, 2010, 1420, SEA)
    for left, right, top, colour, roof in (
        (150, 350, 520, PAPER, RUST),
        (370, 530, 590, PEACH, PETROL),
        (1070, 1230, 570, PEACH, RUST),
        (1250, 1450, 500, PAPER, PETROL),
    ):
        sheet.box(left, top, right, 760, colour)
        sheet.polygon([(left - 24, top), ((left + right) / 2, top - 105), (right + 24, top)], roof)
        middle = (left + right) / 2
        sheet.box(middle - 24, 670, middle + 24, 760, DEEP, 4)
    sheet.polygon([(560, 430), (800, 270), (1040, 430)], DEEP)
    sheet.box(590, 430, 1010, 470, PETROL)
    for x in (620, 722, 824, 926):
        sheet.box(x, 470, x + 54, 730, PAPER)
    sheet.box(570, 725, 1030, 770, PETROL)
    sheet.box(0, 760, WIDTH, HEIGHT, DEEP)
    sheet.route(bow((250, 830), (1350, 830), -8), OCHRE, 12, gap=44)
    sheet.disc(800, 365, 34, OCHRE)
    return sheet


def integration() -> Canvas:
    sheet = Canvas(PEACH)
    x, y = 880, 450
    sheet.disc(x, y, 400, SAND)
    sheet.disc(x, y, 215, PETROL)
    colours = (RUST, SEA, DEEP, OCHRE, RUST, DEEP, SEA, OCHRE, DEEP)
    for number, colour in enumerate(colours):
        place = on_circle(x, y, 310, 180 + 36 * (number + 1))
        sheet.disc(*place, 62, colour)
    gap = on_circle(x, y, 310, 180)
    sheet.ring(*gap, 62, 8, RUST)
    sheet.route(swing((150, 690), (gap[0] - 120, gap[1])), RUST, 12, gap=36)
    sheet.disc(150, 690, 62, RUST)
    for number in range(10):
        spot = on_circle(x, y, 140, 36 * number)
        sheet.disc(*spot, 15, (SEA if number % 2 else PAPER))
    return sheet


def policy() -> Canvas:
    sheet = Canvas(MIST)
    sheet.disc(1130, 470, 330, SEA)
    for shift, colour in ((70, PETROL), (35, OCHRE), (0, PAPER)):
        sheet.box(420 + shift, 130 - shift / 2, 980 + shift, 830 - shift / 2, colour, 18)
    for number, length in enumerate((300, 400, 360, 400, 240)):
        top = 240 + number * 78
        sheet.disc(505, top + 13, 17, (RUST if number < 3 else SEA))
        sheet.box(550, top, 550 + length, top + 26, (PETROL if number < 3 else MIST), 13)
    sheet.route(bow((700, 720), (1280, 470), -120), RUST, 14)
    sheet.disc(700, 720, 24, RUST)
    sheet.disc(1280, 470, 84, RUST)
    sheet.route([(1245, 472), (1270, 498), (1318, 442)], PAPER, 18)
    return sheet


def development() -> Canvas:
    sheet = Canvas(PEACH)
    sheet.disc(1120, 350, 210, OCHRE)
    for number in range(5):
        left = 180 + number * 250
        sheet.box(left, 740 - number * 70, left + 250, HEIGHT, (MIST if number % 2 else PAPER))
    sheet.box(0, 800, WIDTH, HEIGHT, DEEP)
    for x, ground, top, count in (
        (305, 740, 560, 1),
        (555, 670, 420, 2),
        (805, 600, 290, 3),
        (1055, 530, 150, 4),
    ):
        sheet.route([(x, ground), (x, top + 30)], PETROL, 14)
        step = (ground - top) / (count + 1)
        for number in range(count):
            at = ground - step * (number + 0.55)
            reach = 105 - number * 9
            colours = (PETROL, SEA) if number % 2 else (RUST, PETROL)
            sheet.leaf((x, at), (x - reach, at - 78), 24, colours[0])
            sheet.leaf((x, at - 26), (x + reach, at - 104), 24, colours[1])
        sheet.leaf((x, top + 50), (x, top - 50), 26, RUST)
    return sheet


def routes() -> Canvas:
    sheet = Canvas(PETROL)
    starts = ((-20, 90), (-20, 270), (-20, 450), (-20, 630), (-20, 810))
    for start, colour in zip(starts, (SEA, OCHRE, PAPER, SEA, OCHRE), strict=True):
        sheet.route(swing(start, (800, 450)), colour, 14, gap=46)
    sheet.route([(800, 450), (1620, 450)], PEACH, 26)
    sheet.ring(800, 450, 190, 26, RUST)
    sheet.disc(800, 450, 120, OCHRE)
    sheet.plus(800, 450, 58, DEEP)
    for x, colour in ((1120, OCHRE), (1290, SEA), (1460, OCHRE)):
        sheet.person(x, 437, 150, colour)
    return sheet


def regional() -> Canvas:
    sheet = Canvas(PAPER)
    discs = [(620, 560, 255), (980, 560, 255), (800, 310, 255)]
    outside = [(170, 240), (190, 720), (1430, 240), (1410, 720)]
    for (x, y), disc in zip(outside, (discs[2], discs[0], discs[2], discs[1]), strict=True):
        sheet.route(bow((x, y), disc[:2], 60 if x > 800 else -60), SEA, 12)
    for disc, colour in zip(discs, (PETROL, OCHRE, SEA), strict=True):
        sheet.disc(*disc, colour)
    sheet.overlap(discs[0], discs[1], RUST)
    sheet.overlap(discs[0], discs[2], DEEP)
    sheet.overlap(discs[1], discs[2], SAND)
    sheet.disc(800, 480, 92, PAPER)
    for number, (x, y) in enumerate(outside):
        sheet.disc(x, y, 58, (RUST, PETROL, PETROL, RUST)[number])
        sheet.disc(x, y, 24, PAPER)
    sheet.disc(800, 480, 40, RUST)
    return sheet


def five_ways() -> Canvas:
    sheet = Canvas(PEACH)
    for level, colour in ((90, PETROL), (270, SEA), (450, OCHRE), (630, RUST), (810, DEEP)):
        arrival = 450 + (level - 450) * 0.33
        sheet.route(swing((-40, level), (1130, arrival)), colour, 56)
        sheet.disc(210, level, 46, PEACH)
        sheet.disc(210, level, 30, colour)
    sheet.disc(1190, 450, 250, PETROL)
    sheet.disc(1190, 450, 178, OCHRE)
    sheet.plus(1190, 450, 92, DEEP)
    return sheet


def years() -> Canvas:
    """Fifteen rays, a year each."""
    sheet = Canvas(MIST)
    x, y = 800, 780
    for number in range(15):
        degrees = 180 + 180 / 15 * (number + 0.5)
        near, far = 345, 560 + (number % 3) * 40
        colour = (SEA, PETROL, OCHRE)[number % 3]
        sheet.route([on_circle(x, y, near, degrees), on_circle(x, y, far, degrees)], colour, 22)
        sheet.disc(*on_circle(x, y, far, degrees), 30, (RUST if number == 14 else colour))
    sheet.slice(x, y, 300, RUST)
    sheet.slice(x, y, 215, OCHRE)
    sheet.box(0, 780, WIDTH, HEIGHT, DEEP)
    for place, height, colour in ((690, 150, PETROL), (800, 180, DEEP), (910, 150, PETROL)):
        sheet.person(place, 782, height, colour)
    return sheet


def activities() -> Canvas:
    """Fifty discs, ten activities each; the last one is marked."""
    sheet = Canvas(PETROL)
    for number in range(50):
        column, row = number % 10, number // 10
        x, y = 170 + column * 140, 170 + row * 140
        sheet.disc(x, y, 46, (SEA, DEEP, OCHRE, DEEP, SEA)[(column * 2 + row) % 5])
    sheet.disc(x, y, 88, PETROL)
    sheet.disc(x, y, 70, PAPER)
    sheet.plus(x, y, 36, PETROL)
    return sheet
