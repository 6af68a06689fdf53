"""From a file's facts and words to a page, and to its translations' texts."""

import uuid
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField
from wagtail.models import Page, TranslatableMixin

from core.models import BasePage
from images.models import CustomImage
from vocabularies.tagging import TermsField

from .page_files import BadFile, PageFile
from .pictures.loading import loaded_picture

# Keys made from the file's path, so that a page loaded twice has the same blocks and children.
_NAMESPACE = uuid.UUID("b7f0a7b4-6b1c-4f6e-9f40-6a3f1d9f7a55")


def _key(*parts: object) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, "/".join(str(part) for part in parts))


def give_content(page: BasePage, file: PageFile, language: str, pages: dict[str, Page]) -> None:
    """Put the file's facts and its words in ``language`` into an unsaved or saved page.

    ``pages`` are the pages loaded so far by path, which facts may name. Raises ``BadFile``.
    """
    words = file.words[language]
    for name in {**file.facts, **words}:
        try:
            field = type(page)._meta.get_field(name)
        except FieldDoesNotExist as error:
            raise BadFile(f"{file.path}: {error}") from error
        where = f"{file.path}: {language}: {name}"
        if isinstance(field, TermsField):
            _give_terms(page, field, file.facts[name], where)
        elif isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey):
            _give_children(page, field, file, language, pages, where)
        elif isinstance(field, StreamField):
            setattr(page, name, _stream(field, words[name], file.path, name))
        elif isinstance(field, models.ForeignKey):
            setattr(page, name, _referred(field, file.facts[name], pages, where))
        else:
            value = words[name] if name in words else file.facts[name]
            setattr(page, name, field.to_python(value.strip() if isinstance(value, str) else value))


def _give_terms(page: BasePage, field: TermsField, slugs: list[str], where: str) -> None:
    tags = {tag.slug: tag for tag in field.vocabulary._default_manager.filter(slug__in=slugs)}
    if unknown := set(slugs) - tags.keys():
        raise BadFile(f"{where}: unknown {sorted(unknown)}")
    getattr(page, field.name).set([tags[slug] for slug in slugs])


def _referred(
    field: models.ForeignKey, value: str, pages: dict[str, Page], where: str
) -> models.Model | None:
    """A tag is referred to by its slug, a page by its path or, in a list of projects, by its slug.

    A picture by its motif; None where an editor has deleted it.
    """
    target = field.related_model
    if issubclass(target, CustomImage):
        return loaded_picture(value)
    if issubclass(target, Page):
        for path in (value, f"projects/{value}"):
            if path in pages:
                return pages[path]
        raise BadFile(f"{where}: no page {value}")
    found = target._default_manager.filter(slug=value).first()
    if found is None:
        raise BadFile(f"{where}: unknown {value}")
    return found


def _give_children(
    page: BasePage,
    relation: models.ManyToOneRel,
    file: PageFile,
    language: str,
    pages: dict[str, Page],
    where: str,
) -> None:
    """Rows are listed under ``facts``, each with its ``key``; their words under that key in a language."""
    model: Any = relation.related_model
    words = file.words[language].get(relation.name, {})
    children = []
    for position, row in enumerate(file.facts.get(relation.name, [])):
        values = {**row, **words.get(row.get("key"), {})}
        values.pop("key", None)
        child = model(sort_order=position)
        if isinstance(child, TranslatableMixin):
            child.translation_key = _key(file.path, relation.name, row["key"])
            child.locale_id = page.locale_id
        for name, value in values.items():
            field = model._meta.get_field(name)
            if isinstance(field, models.ForeignKey):
                setattr(child, name, _referred(field, value, pages, where))
            else:
                setattr(child, name, field.to_python(value))
        children.append(child)
    if unknown := set(words) - {row.get("key") for row in file.facts.get(relation.name, [])}:
        raise BadFile(f"{where}: words for unknown keys {sorted(unknown)}")
    if isinstance(model(), TranslatableMixin) and page.pk:
        # Loaded again: the same rows, not new ones beside them.
        rows = {row.translation_key: row.pk for row in getattr(page, relation.name).all()}
        for child in children:
            child.pk = rows.get(child.translation_key)
    getattr(page, relation.name).set(children)


def _stream(field: StreamField, blocks: list[dict[str, Any]], path: str, name: str) -> Any:
    """``[{"heading": "…"}, {"text": "<p>…</p>"}]``, with ids that every language shares."""
    rows = []
    for position, block in enumerate(blocks):
        ((kind, value),) = block.items()
        rows.append(
            {
                "type": kind,
                "value": value.strip() if isinstance(value, str) else value,
                "id": str(_key(path, name, position, kind)),
            }
        )
    return field.to_python(rows)
