"""What cameras and programs write into a file beside the picture: where it was taken, when, by whom.

Originals are public at their address, and Wagtail's JPEG renditions keep the original's EXIF. So it goes
when a file is stored, whichever way it came.
"""

import io

from django.core.files.base import ContentFile, File
from PIL import Image, UnidentifiedImageError
from PIL.ExifTags import Base

KEPT = {"icc_profile", "transparency", "gamma", "dpi", "background", "duration", "loop", "timestamp"}
"""What the picture would look otherwise without."""
# How the file is built, which says nothing of anyone.
_BUILT = {"adobe", "adobe_transform", "interlace", "jfif", "jfif_density", "jfif_unit", "jfif_version"}
_BUILT |= {"progression", "progressive"}
# As good as the original where a format cannot be saved again unchanged.
QUALITY = {"JPEG": "keep", "WEBP": 92, "AVIF": 90}


def without_metadata(content: File) -> File:
    """The same picture without them; the file itself where there are none, or where it is no picture.

    A JPEG keeps its compression, and of its EXIF the orientation, without which it would lie on its side.
    """
    content.seek(0)
    try:
        with Image.open(content) as picture:
            cleaned = _cleaned(picture)
    except UnidentifiedImageError:
        cleaned = None
    content.seek(0)
    return ContentFile(cleaned, name=content.name) if cleaned else content


def _cleaned(picture: Image.Image) -> bytes | None:
    name = picture.format or ""
    if name == "GIF":
        # Has no EXIF; saved again, its frames would not stay what they are.
        return None
    # A PNG may have some after the picture.
    picture.load()
    orientation = picture.getexif().get(Base.Orientation)
    if not picture.getexif() and not picture.info.keys() - KEPT - _BUILT and name != "MPO":
        return None
    if name == "MPO":
        # A JPEG with further pictures behind it, as some telephones make them: the first is the one seen.
        picture.format = name = "JPEG"
    picture.info = {key: value for key, value in picture.info.items() if key in KEPT}
    exif = Image.Exif()
    if orientation:
        exif[Base.Orientation] = orientation
    options = {"quality": QUALITY[name]} if name in QUALITY else {}
    if name != "JPEG" and getattr(picture, "n_frames", 1) > 1:
        options["save_all"] = True
    file = io.BytesIO()
    picture.save(file, name, exif=exif.tobytes() if orientation else b"", **options)
    return file.getvalue()
