"""The drawings in the library of images: each made once, and left to its editors from then on."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from content.models import LoadedItem
from content.page_files import BadFile, PageFile
from images.models import Consent, CustomImage

from . import MOTIFS, SHARING_DEFAULT

CREDIT = "MIEUX+"


def load_pictures(files: Iterable[PageFile]) -> None:
    """Have in the library what the files name, and the one for pages that have none. Raises ``BadFile``."""
    names = {SHARING_DEFAULT}
    for file in files:
        if name := file.facts.get("image"):
            if name not in MOTIFS:
                raise BadFile(f"{file.path}: image: unknown {name}")
            names.add(name)
    code = _digest_of_the_code()
    for name in sorted(names):
        with transaction.atomic():
            _load(name, code)


def loaded_picture(name: str) -> CustomImage | None:
    """None where an editor has deleted it."""
    item = LoadedItem.objects.get(key=f"picture:{name}")
    return CustomImage.objects.filter(pk=item.state["image"]).first()


def _load(name: str, code: str) -> None:
    item = LoadedItem.objects.filter(key=f"picture:{name}").first()
    if item and item.file_digest == code:
        return
    if item:
        image = CustomImage.objects.filter(pk=item.state["image"], file_hash=item.state["file"]).first()
        if image is None:
            return  # deleted, or another file put in its place
    else:
        image = CustomImage(credit=CREDIT, consent=Consent.NOBODY)
        if name == SHARING_DEFAULT:
            image.is_sharing_default = not CustomImage.objects.filter(is_sharing_default=True).exists()
    draw, what = MOTIFS[name]
    drawn = draw().png()
    if hashlib.sha1(drawn, usedforsecurity=False).hexdigest() != image.file_hash:
        if image.file:
            old = image.file.name
            transaction.on_commit(lambda: image.file.storage.delete(old))
        else:
            image.title = f"Drawing: {what}"
        image.file = ContentFile(drawn, name=f"{name}.png")
        image.save()
    LoadedItem.objects.update_or_create(
        key=f"picture:{name}",
        defaults={"file_digest": code, "state": {"image": image.pk, "file": image.file_hash}},
    )


def _digest_of_the_code() -> str:
    """Of all that draws: cheaper than drawing to see whether a picture has changed."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
