"""What follows from a picture's being saved: its renditions, and that pages show it."""

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import UploadedFile

from core.caching import renew_content_version

from .metadata import without_metadata
from .models import CustomImage
from .renditions import make_renditions

logger = logging.getLogger(__name__)


def _saved(sender: type[CustomImage], instance: CustomImage, **kwargs: Any) -> None:
    def make() -> None:
        image = CustomImage.objects.filter(pk=instance.pk).first()
        try:
            if image is not None:
                make_renditions(image)
        except (OSError, ValueError):
            # It is stored. Without renditions pages leave it out; ``make_renditions`` tries again.
            logger.exception("No renditions of image %s", instance.pk)
        finally:
            renew_content_version()

    # After the commit: the files must not outlive a rollback, and Wagtail's form removes the old ones late.
    transaction.on_commit(make)


def _deleted(sender: type[CustomImage], **kwargs: Any) -> None:
    renew_content_version()


def _waiting(sender: type[UploadedFile], instance: UploadedFile, **kwargs: Any) -> None:
    """Several pictures uploaded at once wait for their forms as files, too."""
    if instance.file and not instance.file._committed:
        instance.file.file = without_metadata(instance.file.file)


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(_saved, sender=CustomImage, dispatch_uid="make-renditions")
    post_delete.connect(_deleted, sender=CustomImage, dispatch_uid="image-deleted")
    pre_save.connect(_waiting, sender=UploadedFile, dispatch_uid="clean-waiting-upload")
