"""Which translations wait for a translator."""

from django.db.models import Exists, OuterRef, QuerySet
from wagtail_localize.models import StringSegment, StringTranslation, Translation


def waiting_translations() -> QuerySet[Translation]:
    """Translations with a text missing or in error, the longest out of date first. One query."""
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    missing = StringSegment.objects.filter(source=OuterRef("source")).exclude(Exists(translated))
    return (
        Translation.objects.filter(Exists(missing), enabled=True)
        .select_related("source", "target_locale")
        .order_by("source__last_updated_at", "pk")
    )
