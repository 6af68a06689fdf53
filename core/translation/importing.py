"""Bringing in finished translations as real ones: what the translation editor then shows as complete."""

from collections.abc import Mapping
from typing import Any

import polib
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from .texts import texts_of
from .waiting import is_importing


class StructureDiffers(ValueError):
    """A translation is built otherwise than its source; the message names the place."""


def import_translations(source_instance: Any, translated: Mapping[Locale, Any]) -> None:
    """Publish the translations of ``source_instance``, by the locale that each is into.

    A translation is an unsaved instance of the same type, with the same blocks and children (same ids) in
    the other language. Raises ``StructureDiffers`` before anything is written of it.
    """
    if not translated:
        return
    source, _created = TranslationSource.update_or_create_from_instance(source_instance)
    for locale, instance in translated.items():
        po = _paired(source_instance, instance)
        translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
        token = is_importing.set(True)
        try:
            warnings = translation.import_po(po, tool_name="launch content")
        finally:
            is_importing.reset(token)
        if warnings:
            raise StructureDiffers(f"{source_instance}: {warnings}")
        translation.save_target(publish=True)


def _paired(source_instance: Any, translated: Any) -> polib.POFile:
    """Each text of the source with its counterpart, by place and order within the place."""
    source, target = texts_of(source_instance), texts_of(translated)
    ours, theirs = source.strings, target.strings
    for path in sorted(ours.keys() | theirs.keys()):
        if len(ours[path]) != len(theirs[path]) or source.templates.get(path) != target.templates.get(path):
            raise StructureDiffers(
                f"{source_instance}: {path}: {len(ours[path])} texts in the source, "
                f"{len(theirs[path])} in the translation, or other tags around them"
            )
    po = polib.POFile()
    for path, texts in ours.items():
        for text, counterpart in zip(texts, theirs[path], strict=True):
            po.append(polib.POEntry(msgid=text, msgstr=counterpart, msgctxt=path))
    return po
