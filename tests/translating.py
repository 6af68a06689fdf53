"""Doing in a line what a translator does in an afternoon."""

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource


def submit(page, locale: Locale) -> Translation:
    """Submit for translation: a draft, nothing translated."""
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation, created = Translation.objects.get_or_create(source=source, target_locale=locale)
    if created:
        translation.save_target(publish=False)
    return translation


def fill_in(translation: Translation, except_for: str = "") -> None:
    """Translate every text as ``[fr] text``, but those at the path ``except_for``."""
    code = translation.target_locale.language_code
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.context.path == except_for:
            continue
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"[{code}] {segment.string.data}"},
        )


def translate_into(page, locale: Locale):
    """Submit, translate all and publish; returns the translated page as readers get it."""
    translation = submit(page, locale)
    fill_in(translation)
    translation.save_target(publish=True)
    return page.get_translation_or_none(locale)
