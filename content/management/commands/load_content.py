"""``manage.py load_content``: the launch content, as often as you like."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from content.loader import load_content
from content.page_files import BadFile
from core.translation.importing import StructureDiffers


class Command(BaseCommand):
    help = "Loads vocabularies and the pages of content/pages/. Never overwrites what an editor has changed."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            load_content(self.stdout.write)
        except (BadFile, StructureDiffers) as error:
            raise CommandError(str(error)) from error
