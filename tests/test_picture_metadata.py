"""What a picture's file says beside the picture goes when it is stored, whichever way it came."""

import io
import struct
import zlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from PIL.ExifTags import Base
from wagtail.models import UploadedFile

from images.metadata import without_metadata
from images.models import Consent, CustomImage
from images.renditions import ALL_SPECS
from tests.photographs import metadata, photograph, upload

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_is_enough("its subject are files"),
]


def test_where_and_by_whom_it_was_taken_is_gone_from_every_file(admin, committed):
    upload(admin, committed, photograph())
    image = CustomImage.objects.get()
    with image.file.open() as file:
        assert metadata(file) == {Base.Orientation: 6}
        assert image.file_size == file.size
    for rendition in image.renditions.all():
        with rendition.file.open() as file:
            assert metadata(file).keys() <= {Base.Orientation}


@pytest.mark.parametrize(
    ("form", "name"), [("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif"), ("MPO", "a.jpg")]
)
def test_so_it_is_in_other_formats(db, form, name):
    image = CustomImage(
        title="Any", consent=Consent.NOBODY, file=ContentFile(photograph((80, 60), form), name)
    )
    image.save()
    with image.file.open() as file:
        assert metadata(file) == {Base.Orientation: 6}
        assert b"Telephone" not in file.open().read()


def test_what_says_nothing_of_anyone_stays_as_it_looks_and_as_light(db):
    file = io.BytesIO()
    Image.linear_gradient("L").save(file, "JPEG", progressive=True)
    image = CustomImage(title="Any", consent=Consent.NOBODY, file=ContentFile(file.getvalue(), "plain.jpg"))
    image.save()
    with image.file.open() as stored, Image.open(stored) as kept, Image.open(file) as sent:
        assert list(kept.getdata()) == list(sent.getdata())
        assert "progressive" in kept.info
    assert image.file.size < 1.02 * len(file.getvalue())


def test_several_uploaded_at_once_wait_for_their_consent_without_their_place(admin, committed):
    data = {"title": "photo", "files[]": SimpleUploadedFile("photo.jpg", photograph())}
    answer = admin.post(reverse("wagtailimages:add_multiple"), data).json()
    assert CustomImage.objects.count() == 0  # nobody has said yet whether it may be shown
    waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    with waiting.file.open() as file:
        assert metadata(file) == {Base.Orientation: 6}
    prefix = f"uploaded-image-{waiting.pk}"
    with committed():
        admin.post(
            reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk]),
            {f"{prefix}-title": "Photo", f"{prefix}-consent": "nobody", f"{prefix}-collection": 1},
        )
    image = CustomImage.objects.get()
    assert image.renditions.filter(filter_spec__in=ALL_SPECS).count() == len(ALL_SPECS)
    with image.file.open() as file:
        assert metadata(file) == {Base.Orientation: 6}


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def _chunk(kind: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + kind + payload + struct.pack(">I", zlib.crc32(kind + payload))


def _with(kind: str) -> bytes:
    """A picture with something that Pillow does not tell of."""
    file = io.BytesIO()
    Image.new("RGB", (20, 10), "teal").save(file, "PNG" if kind == "a private chunk" else "JPEG")
    plain = file.getvalue()
    if kind == "a private chunk":
        return plain[:33] + _chunk(b"caBX", b"SECRET") + plain[33:]
    if kind == "a film behind it":
        return plain + b"ftypmp4 SECRET"
    marker, start = {
        "content credentials": (0xEB, b"JP SECRET"),
        "more XMP": (0xE1, b"http://ns.adobe.com/xmp/extension/\0SECRET"),
        "a program's own": (0xEC, b"Ducky SECRET"),
    }[kind]
    return plain[:2] + _segment(marker, start) + plain[2:]


@pytest.mark.parametrize(
    "kind", ["a private chunk", "a film behind it", "content credentials", "more XMP", "a program's own"]
)
def test_what_pillow_does_not_tell_of_goes_too(kind):
    stored = without_metadata(ContentFile(_with(kind), name="picture"))
    assert b"SECRET" not in stored.read()


def test_an_orientation_that_is_none_is_no_error():
    file = io.BytesIO()
    Image.new("RGB", (20, 10)).save(file, "JPEG")
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x02\0\x04\0\0\0abc\0\0\0\0\0"
    odd = file.getvalue()[:2] + _segment(0xE1, exif) + file.getvalue()[2:]
    assert without_metadata(ContentFile(odd, name="odd.jpg")).size


def test_grey_of_sixteen_bits_can_be_shown(db, committed):
    file = io.BytesIO()
    Image.new("I;16", (900, 600)).save(file, "PNG")
    with committed():
        image = CustomImage.objects.create(
            title="Grey", consent="nobody", file=ContentFile(file.getvalue(), name="grey.png")
        )
    assert image.renditions.count() == len(ALL_SPECS)
