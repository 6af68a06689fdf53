"""The outlines of countries: borders as recognised, every country there, and light."""

import gzip
import json
import re
from functools import cache
from itertools import chain
from math import cos, hypot, sin
from types import SimpleNamespace

import pytest
import yaml
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from maps import outlines
from maps.atlas import DATA, load_atlas
from maps.geometry import contains
from maps.topology import joined
from maps.world import on_the_world, places

VOCABULARY = sorted(
    entry["slug"]
    for entry in yaml.safe_load(
        (settings.BASE_DIR / "vocabularies/data/countries.yaml").read_text(encoding="utf-8")
    )
)


WORLD = settings.BASE_DIR / "static/maps/world.svg"
WORLD_PATHS = dict(re.findall(r'<path id="(\w\w)" d="([^"]+)"/>', WORLD.read_text(encoding="utf-8")))
MEMBERS = {
    group["slug"]: [m if isinstance(m, str) else m["country"] for m in group["members"]]
    for group in yaml.safe_load(
        (settings.BASE_DIR / "vocabularies/data/country-groups.yaml").read_text(encoding="utf-8")
    )
}
MEMBERS["western-and-central-africa"] = ["sn", "cv", "cd", "cm", "ng", "ml"]


@cache
def rings_of(code):
    lines = dict(enumerate(load_atlas().arcs))
    return [joined(ring, lines) for ring in load_atlas().countries[code].rings]


def country_at(latitude, longitude):
    """Whose the place is; outside all, on a coast drawn roughly, whose border is within 20 km or so."""
    place = (longitude, latitude)
    found = [code for code in load_atlas().countries if contains(rings_of(code), place)]
    if found:
        assert len(found) == 1
        return found[0]
    near = min(
        (hypot(x - longitude, y - latitude), code)
        for code in load_atlas().countries
        for ring in rings_of(code)
        for x, y in ring
    )
    return near[1] if near[0] < 0.2 else None


PLACES = [
    ("Simferopol", 44.95, 34.10, "ua"),
    ("Sevastopol", 44.60, 33.53, "ua"),
    ("Kerch", 45.35, 36.45, "ua"),
    ("Armyansk, on the isthmus", 46.10, 33.69, "ua"),
    ("Kherson", 46.64, 32.61, "ua"),
    ("Taman", 45.21, 36.72, "ru"),
    ("Temryuk", 45.28, 37.38, "ru"),
    ("Krasnodar", 45.04, 38.98, "ru"),
    ("Kaliningrad", 54.71, 20.51, "ru"),
    ("Laayoune", 27.15, -13.20, "eh"),
    ("Dakhla", 23.70, -15.93, "eh"),
    ("Smara", 26.74, -11.67, "eh"),
    ("Tifariti", 26.16, -10.57, "eh"),
    ("Tarfaya", 27.94, -12.93, "ma"),
    ("Guelmim", 28.99, -10.06, "ma"),
    ("Hargeisa", 9.56, 44.06, "so"),
    ("Mogadishu", 2.05, 45.32, "so"),
    ("Kyrenia", 35.33, 33.32, "cy"),
    ("Nicosia", 35.17, 33.36, "cy"),
    ("Famagusta", 35.12, 33.94, "cy"),
    ("Pristina", 42.66, 21.17, "xk"),
    ("Belgrade", 44.79, 20.45, "rs"),
    ("Katzrin, on the Golan", 32.99, 35.69, "sy"),
    ("Majdal Shams", 33.27, 35.77, "sy"),
    ("Tiberias", 32.79, 35.52, "il"),
    ("Ramallah", 31.90, 35.20, "ps"),
    ("East Jerusalem", 31.78, 35.245, "ps"),
    ("Gaza", 31.45, 34.40, "ps"),
    ("Canberra", -35.28, 149.13, "au"),
    ("Funafuti", -8.52, 179.19, "tv"),
    ("Praia", 14.95, -23.50, "cv"),
    ("Port Louis", -20.16, 57.50, "mu"),
    ("Maseru", -29.35, 27.60, "ls"),
    ("Cayenne", 4.85, -52.35, "fr"),
]


@pytest.mark.parametrize(
    ("place", "latitude", "longitude", "code"), [*PLACES, ("Mindelo", 16.88, -24.98, "cv")]
)
def test_a_place_is_in_the_country_that_it_is_recognised_to_be_in(place, latitude, longitude, code):
    assert country_at(latitude, longitude) == code


@pytest.mark.parametrize(("place", "latitude", "longitude", "code"), PLACES)
def test_a_place_is_on_its_country_or_its_marker_in_the_file_of_the_world(place, latitude, longitude, code):
    """To 50 km, which are two pixels at most: coasts are drawn more roughly there."""
    x, y = on_the_world(longitude, latitude)
    around = [(0, 0), *((3 * cos(turn), 3 * sin(turn)) for turn in range(7))]
    on = [
        other
        for other, d in WORLD_PATHS.items()
        if any(contains(rings_in(d), (x + dx, y + dy)) for dx, dy in around)
    ]
    exactly = [other for other in on if contains(rings_in(WORLD_PATHS[other]), (x, y))]
    marker = places()[code]
    at_marker = marker.is_small and hypot(marker.middle[0] - x, marker.middle[1] - y) < 8
    assert exactly == [code] or at_marker or (not exactly and code in on)


def test_a_country_has_no_line_through_it_where_parts_were_joined():
    for code in ("ua", "cy", "so", "ma", "sy"):
        walked = [n for ring in load_atlas().countries[code].rings for n in ring]
        assert not [n for n in walked if ~n in walked]
        for ring in rings_of(code):
            assert ring[0] == ring[-1]


def test_every_country_has_an_outline_and_a_place_on_the_world_map():
    assert set(VOCABULARY) <= outlines.codes_drawn()
    for code in outlines.codes_drawn():
        [shape] = outlines.country_outline([code]).shapes
        assert shape.d or shape.markers, code
        [glyph] = outlines.country_glyph(code).shapes
        assert glyph.d or glyph.markers, code
    shapes = outlines.world_outline(VOCABULARY).shapes
    assert {shape.code for shape in shapes} == set(VOCABULARY)
    assert {shape.code for shape in shapes if shape.is_in_file} == WORLD_PATHS.keys() & set(VOCABULARY)
    assert [shape.code for shape in shapes if not shape.is_in_file and not shape.markers] == []


@pytest.mark.parametrize(
    ("code", "islands"), [("cv", 9), ("mu", 1), ("km", 3), ("st", 2), ("mv", 15), ("sc", 6)]
)
def test_archipelagos_keep_their_islands(code, islands):
    [shape] = outlines.country_outline([code]).shapes
    assert shape.d.lower().count("m") + len(shape.markers) >= islands


@pytest.mark.parametrize("code", ["fj", "ki", "nz", "ru", "us", "tv", "fr", "no"])
def test_no_country_is_smeared_over_its_picture(code):
    """By the antimeridian or a distant part: what it covers is of a piece, not a streak."""
    [shape] = outlines.country_outline([code], limit=20_000).shapes
    for start_and_steps in re.findall(r"l([^zml]*)", shape.d):
        numbers = [int(number) for number in re.findall(r"-?\d+", start_and_steps)]
        longest = max(hypot(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
        assert longest < outlines.LEAD[0] / 4
    numbers = [int(number) for number in re.findall(r"-?\d+", WORLD_PATHS.get(code, ""))]
    assert max(map(abs, numbers[2:]), default=0) <= 2000
    for x, y in re.findall(r"l(-?\d+) ?(-?\d+)", WORLD_PATHS.get(code, "")):
        assert hypot(int(x), int(y)) < 300


def test_a_distant_part_is_drawn_where_it_lies_within_the_picture():
    def west(codes):
        return {s.code: min(x for x, _ in points_of(s.d)) for s in outlines.country_outline(codes).shapes}

    near, far = west(["es", "pt"]), west(["es", "ma", "eh", "mr"])
    assert near["es"] > near["pt"]
    assert far["es"] < far["ma"]  # the Canaries


def test_countries_spread_over_the_globe_are_shown_on_the_world_map():
    assert outlines.place_outline(["fj", "jm", "sc"]).is_world
    assert outlines.place_outline(["ru"]).width == outlines.LEAD[0]
    for region in ("africa", "western-and-central-africa"):
        assert not outlines.place_outline(MEMBERS[region]).is_world
    for group in ("sids", "umic"):
        shown = outlines.place_outline(MEMBERS[group])
        assert {shape.code for shape in shown.shapes} == set(MEMBERS[group])
        assert shown.is_world


def test_they_are_light():
    assert len(gzip.compress(WORLD.read_bytes(), mtime=0)) < 24_000
    for code in VOCABULARY:
        assert outlines.country_glyph(code).weight <= 350
        assert len(outlines.country_glyph(code).shapes[0].markers) <= 8
        assert outlines.card_outline([code]).weight <= 600
    for codes in (["ml"], ["ru"], ["ph", "vn", "id"], ["bj", "gw", "tg"], MEMBERS["africa"]):
        assert outlines.place_outline(codes).weight <= 6_000


def test_neighbours_have_no_gap_between_them():
    """Their common border is written with the same points, whichever country it is written for."""
    [benin, togo] = outlines.country_outline(["bj", "tg"]).shapes
    shared = set(points_of(benin.d)) & set(points_of(togo.d))
    assert len(shared) > 10


@cache
def rings_in(path):
    """The points of each ring of a path."""
    rings = []
    start = (0, 0)
    for command, numbers in re.findall(r"([Mml])([^Mmlz]*)", path):
        pairs = [int(number) for number in re.findall(r"-?\d+", numbers)]
        if command != "l":
            x, y = (0, 0) if command == "M" else start
            rings.append([])
        for dx, dy in zip(pairs[::2], pairs[1::2], strict=True):
            x, y = x + dx, y + dy
            rings[-1].append((x, y))
        if command != "l":
            start = (x, y)
    return rings


def points_of(path):
    return chain.from_iterable(rings_in(path))


@pytest.mark.parametrize("size", [outlines.LEAD, (400, 400)])
def test_a_country_lies_within_its_view_box(size):
    for codes in (["ml"], ["fj"], ["cl"], ["ru"], ["kz", "kg"]):
        outline = outlines.country_outline(codes, size=size)
        assert outline.view_box == f"0 0 {size[0]} {size[1]}"
        for shape in outline.shapes:
            for x, y in points_of(shape.d):
                assert -1 <= x <= size[0] + 1
                assert -1 <= y <= size[1] + 1


def test_all_glyphs_are_of_one_height_and_none_is_wider_than_its_country():
    for code in ("ml", "cv", "cr", "kz", "id", "bj"):
        glyph = outlines.country_glyph(code)
        points = list(points_of(glyph.shapes[0].d))
        heights, widths = [y for _, y in points], [x for x, _ in points]
        # Of an archipelago, the outermost islets may be too small to be drawn.
        assert 0 <= min(heights) <= 12, code
        assert 116 <= max(heights) <= 128, code
        assert glyph.left <= min(widths) <= glyph.left + 12, code
        assert glyph.width - 12 <= max(widths) - glyph.left <= glyph.width, code


def test_codes_are_taken_in_either_case_and_any_order_and_unknown_ones_passed_over():
    assert outlines.place_outline(["ML", "ne"]) is outlines.place_outline(["ne", "ml", "xx", ""])
    assert outlines.place_outline(["xx"]) is None
    assert outlines.country_outline([]) is None
    assert outlines.country_glyph("xx") is None
    assert outlines.world_outline(["xx"]) is None


def test_the_data_is_written_a_line_an_entry():
    for name in ("outlines.json", "world.json"):
        text = (DATA / name).read_text(encoding="utf-8")
        entries = sum(len(part) for part in json.loads(text).values())
        assert text.count("\n") == entries + 2 * len(json.loads(text))


def render(template, **context):
    return Template("{% load outlines %}" + template).render(Context(context))


def test_a_lead_picture_is_named_in_the_readers_language_or_hidden():
    mali, kosovo = (SimpleNamespace(slug=slug) for slug in ("ml", "xk"))
    html = render("{% outline terms %}", terms=["ml", "ne"])
    assert 'role="img"' in html
    assert "Mali and Niger" in html
    with translation.override("fr"):
        assert "Mali et Niger" in render("{% outline terms %}", terms=["ml", "ne"])
    hidden = render('{% outline terms alt="" %}', terms=[mali, kosovo])
    assert 'aria-hidden="true"' in hidden
    assert "role=" not in hidden
    assert 'aria-label="Where &lt;it&gt; is"' in render(
        "{% outline terms alt=alt %}", terms=[mali], alt="Where <it> is"
    )


@pytest.mark.parametrize(
    "tag",
    [
        "outline terms",
        "outline terms context=False",
        "card_outline terms",
        "country_glyph terms.0",
        "world_map terms",
    ],
)
def test_svg_has_no_colours_or_styles_of_its_own(tag):
    html = render("{% " + tag + " %}", terms=["cv", "ml"])
    assert html.count("<svg") == 1
    assert not re.search(r"\s(style|fill|stroke|on\w+|data-\w+)=", html)


@pytest.mark.parametrize("tag", ["outline terms", "card_outline terms", "country_glyph terms"])
def test_nothing_is_printed_where_nothing_is_drawn(tag):
    assert not render("{% " + tag + " %}", terms=[]).strip()
    assert not render("{% " + tag + " %}", terms=None).strip()
    assert not render("{% " + tag + " %}", terms=["xx"]).strip()


def test_the_disclaimer_can_stand_under_a_map():
    html = render('{% include "maps/disclaimer.html" %}')
    assert "European Union" in html
    assert "Natural Earth" in html
