from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.errors import INTERFACE_LANGUAGES

PAGES = {
    "unavailable": (
        _("The site cannot be reached at the moment"),
        _("It will be back shortly. Please try again in a few minutes."),
    ),
    "too-large": (
        _("What you sent is too large"),
        _("Files of this size can’t be sent. Go back: what you typed is still there. Attach smaller files."),
    ),
}


class Command(BaseCommand):
    help = "Write the pages that nginx shows where the site cannot, into VAR_DIR/errors. After collectstatic."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.VAR_DIR) / "errors"
        folder.mkdir(parents=True, exist_ok=True)
        for language in INTERFACE_LANGUAGES:
            with translation.override(language):
                for name, (title, text) in PAGES.items():
                    page = render_to_string("error.html", {"title": title, "text": text})
                    new = folder / f".{name}.{language}"
                    new.write_text(page)
                    new.replace(folder / f"{name}.{language}.html")
