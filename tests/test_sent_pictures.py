"""Pictures that are sent to us: made anew, with nothing in them but what is seen."""

import io

import pytest
from PIL import Image

from assistance.files.inspection import inspect
from tests.sent_files import chunk, heic, jpeg, page, png, saved, telephone_jpeg

pytestmark = pytest.mark.sqlite_is_enough("its subject are files")


def seen(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("IMG_1.jpg", telephone_jpeg()),
        ("IMG_1.heic", heic(exif=b"Exif\0\0" + b"Telephone")),
        (
            "scan.png",
            png()[:33] + chunk(b"tEXt", b"Comment\0Telephone") + chunk(b"caBX", b"Telephone") + png()[33:],
        ),
        ("film.jpg", jpeg() + b"Telephone"),
    ],
)
def test_a_picture_is_the_right_way_up_and_says_nothing_else(name, content):
    assert b"Telephone" in content
    taken = inspect(name, content)
    assert b"Telephone" not in taken.content
    picture = seen(taken.content)
    assert picture.size == (400, 560)
    corner, middle = picture.convert("L").getpixel((20, 20)), picture.convert("L").getpixel((300, 100))
    assert corner < 10 and middle > 245
    assert not picture.getexif() and "icc_profile" not in picture.info and "comment" not in picture.info


def test_what_can_be_seen_through_stays_so():
    see_through = page().convert("RGBA")
    see_through.putalpha(90)
    assert seen(inspect("a.png", saved(see_through, "PNG")).content).getpixel((20, 20)) == (0, 0, 0, 90)
    few_colours = page(mode="P")
    taken = inspect("a.png", saved(few_colours, "PNG", transparency=0)).content
    assert seen(taken).info["transparency"] == 0


def test_grey_of_sixteen_bits_keeps_its_shades():
    grey = Image.new("I;16", (40, 40), 30_000)
    assert seen(inspect("a.png", saved(grey, "PNG")).content).getpixel((5, 5)) in (117, 118)


@pytest.mark.parametrize("mode", ["1", "P"])
def test_a_very_large_picture_is_halved(mode):
    taken = inspect("plan.png", png((6_000, 4_000), mode))
    assert seen(taken.content).size == (3_000, 2_000)


def test_so_is_a_very_large_one_of_a_telephone():
    picture = seen(inspect("photo.heic", heic((5_600, 4_000))).content)
    assert picture.size == (2_800, 2_000)
    assert [picture.convert("L").getpixel(place) < 128 for place in [(690, 490), (710, 490), (690, 510)]] == [
        True,
        False,
        False,
    ]
