"""The kinds of e-mail that the request system writes, and the words that are filled in.

A word stands in braces, ``{reference}``. What is filled in is not read for braces again: it may be anybody's.
"""

import re
from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

WORDS = (
    "reference", "name", "stage", "explanation", "reason", "message", "needed", "files", "date", "duration",
    "link", "days",
)  # fmt: skip
IN_BRACES = re.compile(r"\{(\w*)\}")


class MailKind(models.TextChoices):
    RECEIPT = "receipt", _("Receipt")
    STAGE = "stage", _("New stage")
    MESSAGE = "message", _("Message")
    LINK = "link", _("New private link")
    CONTACT_CHANGED = "contact_changed", _("Contact changed, to the old address")
    FILE_REFUSED = "file_refused", _("A file was refused")
    STAFF = "staff", _("To staff: something new")


def unknown_words(text: str) -> list[str]:
    """What stands in braces and can't be filled in."""
    return sorted({f"{{{word}}}" for word in IN_BRACES.findall(text) if word not in WORDS})


def filled_in(text: str, words: Mapping[str, str]) -> str:
    """The text with its words; a paragraph whose only word is empty is left out."""
    paragraphs = []
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        asked = IN_BRACES.findall(paragraph)
        if asked and not any(words.get(word, "") for word in asked):
            continue
        paragraphs.append(IN_BRACES.sub(lambda match: words.get(match[1], ""), paragraph))
    return "\n\n".join(paragraphs)
