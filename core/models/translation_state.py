"""What wagtail-localize does not keep of a translation."""

from django.db import models
from wagtail_localize.models import Translation


class TranslationState(models.Model):
    """Whether the words that readers see are still what the translation would give now.

    wagtail-localize counts missing texts only: it calls up to date a translation whose source has lost a
    text, and one that is finished but not published.
    """

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="state")
    is_behind = models.BooleanField(default=False)

    is_content = False
    """What no reader sees outdates no page."""

    def __str__(self) -> str:
        return f"{self.translation}: {'behind' if self.is_behind else 'published'}"
