"""Pictures are drawn anew: nothing of the file that came is kept, only what is seen in it.

So where it was taken, by whom, and whatever else stands in the file or behind it, is gone.
"""

import io
import re
from collections.abc import Callable

import pillow_heif
from django.conf import settings
from PIL import Image, ImageCms
from PIL.ExifTags import Base

from .faults import Code, Fault

JPEG, PNG, HEIC = "jpg", "png", "heic"

LARGE = 20_000_000
"""Pixels. Beyond it a picture is drawn at half its width and height: that leaves an A4 page over 200 dots per
inch, and keeps an upload's memory within bounds."""
_STRIP = 512
"""Rows; even."""
QUALITY = 90
MOST_SCANS = 100
"""Of a progressive JPEG, which has about ten. Each costs the time of a whole picture, and only some bytes."""
_TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_SCAN, _END = 0xDA, 0xD9


def kind_of(content: bytes) -> str:
    """``JPEG``, ``PNG`` or ``HEIC`` by how the file begins; empty for others."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    return ""


def redrawn(content: bytes, kind: str) -> tuple[bytes, str]:
    """The picture as a new file, and its kind: PNG stays PNG, all others are JPEG. Raises ``Fault``."""
    try:
        if kind == HEIC:
            picture = _heic(content)
        else:
            if kind == JPEG and _scans(content) > MOST_SCANS:
                raise Fault(Code.BOMB)
            picture = _opened(content, kind)
        return _saved(_in_srgb(picture), kind)
    except Fault:
        raise
    # The libraries say in many ways that a file is not what it should be; all of them mean this.
    except Exception as error:
        raise Fault(Code.DAMAGED) from error


def _check_size(size: tuple[int, int]) -> None:
    most = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
    if size[0] * size[1] > most:
        raise Fault(Code.TOO_MANY_PIXELS, megapixels=most // 1_000_000)


def _opened(content: bytes, kind: str) -> Image.Image:
    """The first picture, as telephones put others behind it; the right way up."""
    try:
        # MPO is a JPEG with others behind it.
        file = Image.open(io.BytesIO(content), formats=("JPEG", "MPO") if kind == JPEG else ("PNG",))
    except Image.DecompressionBombError as error:
        raise Fault(
            Code.TOO_MANY_PIXELS, megapixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
        ) from error
    _check_size(file.size)
    if kind == PNG and getattr(file, "is_animated", False):
        raise Fault(Code.ANIMATED)
    file.load()
    info, orientation = file.info, file.getexif().get(Base.Orientation)
    picture = _smaller(file)
    if orientation in _TURNED:
        picture = picture.transpose(_TURNED[orientation])
    picture.info = info
    return picture


def _heic(content: bytes) -> Image.Image:
    """The main picture. libheif turns it as the file says; EXIF, which says it again, is not asked."""
    file = pillow_heif.open_heif(content, convert_hdr_to_8bit=True)
    width, height = file.size
    _check_size(file.size)
    if width * height <= LARGE:
        return file.to_pillow()

    def strip(top: int, bottom: int) -> Image.Image:
        rows = bytes(file.data[top * file.stride : bottom * file.stride])
        return Image.frombytes(file.mode, (width, bottom - top), rows, "raw", file.mode, file.stride)

    picture = _halved(file.size, strip)
    picture.info = file.info
    return picture


def _smaller(picture: Image.Image) -> Image.Image:
    """The picture, or half of it where it is ``LARGE``."""
    if picture.width * picture.height <= LARGE:
        return _without_sixteen_bits(picture)
    return _halved(picture.size, lambda top, bottom: picture.crop((0, top, picture.width, bottom)))


def _halved(size: tuple[int, int], strip_of: Callable[[int, int], Image.Image]) -> Image.Image:
    """Half the width and height, strip by strip: each step makes a copy of what it is given."""
    width, height = size
    strips = []
    for top in range(0, height, _STRIP):
        strip = _without_sixteen_bits(strip_of(top, min(top + _STRIP, height)))
        strips.append(_with_mixable_colours(strip).reduce(2))
    picture = Image.new(strips[0].mode, ((width + 1) // 2, (height + 1) // 2))
    for number, strip in enumerate(strips):
        picture.paste(strip, (0, number * _STRIP // 2))
    return picture


def _without_sixteen_bits(picture: Image.Image) -> Image.Image:
    """Grey of 16 bits, which many programs cannot show, in 8. Plain conversion would make it all white."""
    return picture.point(lambda value: value / 256).convert("L") if picture.mode[0] == "I" else picture


def _with_mixable_colours(picture: Image.Image) -> Image.Image:
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode == "P":
        return picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    return picture


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The colours as every screen understands them, without the profile that said what they mean."""
    profile = picture.info.get("icc_profile")
    transparency = picture.info.get("transparency")
    if profile and picture.mode in ("RGB", "RGBA", "CMYK"):
        mode = "RGBA" if picture.mode == "RGBA" else "RGB"
        try:
            converted = ImageCms.profileToProfile(
                picture, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
            )
            picture = converted or picture
        except ImageCms.PyCMSError:
            pass  # no profile that can be understood: as if there were none
    # Of a palette or of one colour: after a conversion it would mean another.
    keeps = transparency is not None and picture.mode in ("P", "1", "L", "RGB")
    picture.info = {"transparency": transparency} if keeps else {}
    return picture


def _saved(picture: Image.Image, kind: str) -> tuple[bytes, str]:
    file = io.BytesIO()
    if kind == PNG:
        picture.save(file, "PNG")
        return file.getvalue(), PNG
    if picture.mode not in ("L", "RGB"):
        picture = picture.convert("RGB")
        picture.info = {}
    picture.save(file, "JPEG", quality=QUALITY)
    return file.getvalue(), JPEG


def _scans(content: bytes) -> int:
    """How many scans the first picture of a JPEG has; counted only as far as is allowed."""
    scans, place = 0, 2
    while scans <= MOST_SCANS and (match := _MARKER.search(content, place)):
        marker, place = match[1][0], match.end()
        if marker == _END:
            break
        scans += marker == _SCAN
        place += int.from_bytes(content[place : place + 2], "big")
    return scans
