"""``manage.py make_renditions``: after a change of ``images/renditions.py``, or where files were lost."""

from typing import Any

from django.core.management.base import BaseCommand

from core.caching import renew_content_version
from images.models import CustomImage
from images.renditions import ALL_SPECS, make_renditions


class Command(BaseCommand):
    help = "Makes the renditions that are missing; removes those of pictures that may not be shown."

    def handle(self, *args: Any, **options: Any) -> None:
        for image in CustomImage.objects.prefetch_renditions(*ALL_SPECS):
            try:
                make_renditions(image)
            except (OSError, ValueError) as error:
                self.stderr.write(f"{image.pk} {image.title}: {error}")
        renew_content_version()  # pages were made without those that were missing
