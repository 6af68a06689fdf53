"""Which translations wait: for a translator, or for someone to publish them."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import TranslatableMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from .texts import texts_of


def waiting_translations() -> QuerySet[Translation]:
    """Translations that lack a text or whose live words are not theirs of now. One query.

    The longest out of date first.
    """
    translated = StringTranslation.objects.filter(
        translation_of=OuterRef("string"),
        context=OuterRef("context"),
        locale=OuterRef(OuterRef("target_locale")),
        has_error=False,
    )
    missing = StringSegment.objects.filter(source=OuterRef("source")).exclude(Exists(translated))
    return (
        Translation.objects.filter(Exists(missing) | Q(state__is_behind=True), enabled=True)
        .select_related("source", "target_locale")
        .order_by("source__last_updated_at", "pk")
    )


def note_whether_behind(twin: TranslatableMixin, source: TranslationSource) -> None:
    """Compare what readers see of a translation with what it would give now; to be called on publication."""
    from core.models import TranslationState

    translation = source.translations.filter(target_locale_id=twin.locale_id, enabled=True).first()
    if translation is None:
        return
    given = source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    live = type(twin)._base_manager.get(pk=twin.pk)
    TranslationState.objects.update_or_create(
        translation=translation,
        defaults={"is_behind": live.live and texts_of(given) != texts_of(live)},
    )


def note_new_words(sender: Any, instance: StringTranslation, **kwargs: Any) -> None:
    """A text has been translated anew: until the translation is published, readers see the old one."""
    from core.models import TranslationState

    for translation in Translation.objects.filter(
        source__object_id=instance.context.object_id, target_locale_id=instance.locale_id, enabled=True
    ):
        TranslationState.objects.update_or_create(translation=translation, defaults={"is_behind": True})
