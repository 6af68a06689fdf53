"""What cameras and programs write into a file beside the picture: where it was taken, when, by whom.

Wagtail's JPEG renditions keep the original's EXIF, and these are public. So it goes when a file is stored,
whichever way it came: every JPEG and PNG is written anew, which costs them nothing of the picture, since not
all that a file can hold is told by Pillow (content credentials, films behind the picture).
"""

import io
from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import Base

FORMATS = ("AVIF", "JPEG", "PNG", "WEBP")
"""Those that the site takes (``WAGTAILIMAGES_EXTENSIONS``)."""
KEPT = {"icc_profile", "transparency", "gamma", "dpi", "background", "duration", "loop", "timestamp"}
"""What the picture would look otherwise without."""
# Of formats that cannot be saved again unchanged: as good as the original.
QUALITY = {"JPEG": "keep", "WEBP": 92, "AVIF": 90}
REWRITTEN = {"JPEG", "MPO", "PNG"}
# Which no browser shows, and no other format can hold: 16 bits and more of grey.
_GREY = {"I", "I;16", "I;16B", "I;16L", "F"}


def without_metadata(content: File) -> File:
    """The same picture without them; the file itself where there are none, or where it is no picture.

    A JPEG keeps its compression, and of its EXIF the orientation, without which it would lie on its side.
    """
    content.seek(0)
    try:
        with Image.open(content, formats=FORMATS) as picture:
            cleaned = _cleaned(picture)
    except UnidentifiedImageError:
        cleaned = None
    content.seek(0)
    return ContentFile(cleaned, name=content.name) if cleaned else content


def _orientation(picture: Image.Image) -> int | None:
    """How it is to be turned, if that is one of the eight ways there are: a file may say anything."""
    said = picture.getexif().get(Base.Orientation)
    return said if said in range(2, 9) else None


def _cleaned(picture: Image.Image) -> bytes | None:
    name = picture.format or ""
    # A PNG may have some after the picture.
    picture.load()
    if name not in REWRITTEN and not picture.getexif() and not picture.info.keys() - KEPT:
        return None
    orientation, is_progressive = _orientation(picture), "progressive" in picture.info
    if name == "MPO":
        # A JPEG with further pictures behind it, as some telephones make them: the first is the one seen.
        picture.format = name = "JPEG"
    if picture.mode in _GREY:
        info, picture = picture.info, picture.convert("L")
        picture.info = info
    picture.info = {key: value for key, value in picture.info.items() if key in KEPT}
    exif = Image.Exif()
    if orientation:
        exif[Base.Orientation] = orientation
    options: dict[str, Any] = {"quality": QUALITY[name]} if name in QUALITY else {}
    if name == "JPEG" and is_progressive:
        options["progressive"] = True
    if name != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        options["save_all"] = True
    file = io.BytesIO()
    picture.save(file, name, exif=exif.tobytes() if orientation else b"", **options)
    return file.getvalue()
