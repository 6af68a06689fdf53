"""The launch vocabularies, from the files in ``vocabularies/data/``.

A tag is loaded once, with its labels and members. From then on it is the editors', who may change it,
give it another code or delete it: it is not made again.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import models as db
from django.db import transaction
from wagtail.models import Locale

from core.models import PublishableSnippet
from core.translation.importing import import_translations

from . import models

DATA = Path(__file__).resolve().parent / "data"


@transaction.atomic
def load_vocabularies(locales: list[Locale], is_new: Callable[[str], bool]) -> int:
    """Make the tags that have not been loaded before, with their labels in ``locales`` (the source's first).

    ``is_new`` says of ``"objectives/gcm-8"`` whether it comes for the first time, and remembers it.
    Returns how many tags were made.
    """
    made = 0
    for name, model in (
        ("regions", models.Region),
        ("countries", models.Country),
        ("country-groups", models.CountryGroup),
        ("mechanisms", models.Mechanism),
        ("objectives", models.Objective),
        ("themes", models.Theme),
        ("areas", models.Area),
        ("sdgs", models.Sdg),
    ):
        for row in yaml.safe_load((DATA / f"{name}.yaml").read_text()):
            if is_new(f"{name}/{row['slug']}"):
                made += _load_tag(model, row, locales)
    return made


def _load_tag(model: type[models.VocabularyTag], row: dict[str, Any], locales: list[Locale]) -> bool:
    labels = {locale.language_code: row.pop(locale.language_code, None) for locale in locales}
    members = row.pop("members", [])
    if model._default_manager.filter(slug=row["slug"]).exists():
        return False
    tag = model(**{key: _value(model, key, value) for key, value in row.items()})
    tag.full_clean()
    tag.save()
    for member in members:
        _load_membership(tag, member)
    label_model = model._meta.get_field("labels").related_model
    drafts = {code: label_model(tag=tag, **words) for code, words in labels.items() if words is not None}
    publish_in_languages(drafts, locales)
    return True


def _value(model: type[db.Model], key: str, value: Any) -> Any:
    """A reference to another tag is written as its slug."""
    field = model._meta.get_field(key)
    if isinstance(field, db.ForeignKey) and value is not None:
        return field.related_model._default_manager.get(slug=value)
    return value


def _load_membership(group: models.CountryGroup, member: dict[str, Any] | str) -> None:
    """A member is a country's code, or a mapping with ``country``, ``since``, ``until``, ``note``."""
    facts = {"country": member} if isinstance(member, str) else dict(member)
    country = models.Country.objects.get(slug=facts.pop("country"))
    dates = {
        key: value if isinstance(value, date) else date.fromisoformat(value)
        for key in ("since", "until")
        if (value := facts.pop(key, None))
    }
    models.Membership.objects.create(group=group, country=country, **dates, **facts)


def publish_in_languages(drafts: dict[str, PublishableSnippet], locales: list[Locale]) -> None:
    """Publish unsaved snippets of one thing, by language; the first locale's is the source of the rest."""
    source_locale, *others = locales
    source = drafts.get(source_locale.language_code)
    if source is None:
        return
    source.locale = source_locale
    source.full_clean()
    source.save()
    source.save_revision().publish()
    source.refresh_from_db()
    translated = {locale: drafts.get(locale.language_code) for locale in others}
    import_translations(source, {locale: draft for locale, draft in translated.items() if draft})
