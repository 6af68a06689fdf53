"""Tagging pages with terms: the field, its form widget, and reading tags for many pages at once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import CharField, ForeignKey, QuerySet, Value
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.forms.models import register_form_field_override
from wagtail.models import Page

from core.search_index import tag_code

from .catalogue import catalogue
from .models import VocabularyTag


class TermsWidget(forms.CheckboxSelectMultiple):
    """Check boxes in columns; a long list gets a field to narrow it (an enhancement, not a need)."""

    template_name = "vocabularies/widgets/terms.html"

    class Media:
        css = {"all": ["vocabularies/terms.css"]}
        js = [forms.Script("vocabularies/terms.js", type="module")]


class TermsFormField(forms.MultipleChoiceField):
    """Choose tags by their label in the editor's language; cleans to a list of tags."""

    widget = TermsWidget

    def __init__(self, *, tag_model: type[VocabularyTag], **kwargs: Any) -> None:
        self.tag_model = tag_model
        super().__init__(choices=self._choices, **kwargs)

    def _choices(self) -> list[tuple[str, str]]:
        return [(str(term.pk), term.choice_label) for term in catalogue().of(self.tag_model)]

    def prepare_value(self, value: Any) -> list[str]:
        return [str(getattr(item, "pk", item)) for item in value or []]

    def clean(self, value: Any) -> list[VocabularyTag]:
        return list(self.tag_model._default_manager.filter(pk__in=super().clean(value)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(self.prepare_value(initial)) != set(self.prepare_value(data))


class TermsField(ClusterTaggableManager):
    """Tags of one vocabulary on a page, chosen from its terms (``free_tagging`` is off)."""

    @property
    def vocabulary(self) -> type[VocabularyTag]:
        return self.through._meta.get_field("tag").related_model

    @property
    def items_name(self) -> str:
        """The name of the page's relation to its tag rows."""
        return self.through._meta.get_field("content_object").remote_field.get_accessor_name()


register_form_field_override(
    TermsField,
    override=lambda field: {"form_class": TermsFormField, "tag_model": field.vocabulary},
)


_terms_fields: dict[type[Page], tuple[TermsField, ...]] = {}


def terms_fields(model: type[Page]) -> tuple[TermsField, ...]:
    if model not in _terms_fields:
        fields = model._meta.get_fields()
        _terms_fields[model] = tuple(field for field in fields if isinstance(field, TermsField))
    return _terms_fields[model]


def tag_rows(fields: Sequence[TermsField], **conditions: Any) -> QuerySet:
    """``(page's pk, field's name, tag's pk)`` of the tags that pages of one type have. One query."""
    first, *others = [
        field.through._default_manager.filter(**conditions)
        .annotate(field_name=Value(field.name, output_field=CharField()))
        .values_list("content_object_id", "field_name", "tag_id")
        for field in fields
    ]
    return first.union(*others, all=True)


def attach_terms(pages: Sequence[Page], language: str) -> None:
    """Set ``page.terms``, ``{"countries": [Term, …], "objectives": […], …}``, on pages of one type.

    One query for any number of pages and vocabularies; none for a page that holds unsaved tags of its
    own (a preview).
    """
    if not pages:
        return
    fields = terms_fields(type(pages[0]))
    chosen: dict[int, dict[str, list[int]]] = {}
    stored = []
    for page in pages:
        in_memory = getattr(page, "_cluster_related_objects", {})
        chosen[id(page)] = {field.name: [] for field in fields}
        if page.pk and not any(field.items_name in in_memory for field in fields):
            stored.append(page)
            continue
        for field in fields:
            chosen[id(page)][field.name] = [item.tag_id for item in getattr(page, field.items_name).all()]
    if stored:
        by_pk: dict[int, list[Page]] = {}
        for page in stored:
            by_pk.setdefault(page.pk, []).append(page)
        for pk, name, tag_id in tag_rows(fields, content_object_id__in=list(by_pk)):
            for page in by_pk[pk]:
                chosen[id(page)][name].append(tag_id)
    for page in pages:
        give_terms(page, chosen[id(page)], language)


def give_terms(page: Page, tags: Mapping[str, Iterable[int]], language: str) -> None:
    """Set ``page.terms`` where the primary keys of its tags are known, by field. No query."""
    terms = catalogue(language)
    page.terms = {
        field.name: terms.of(field.vocabulary).pick(tags.get(field.name, ()))
        for field in terms_fields(type(page))
    }


def term_codes(page: Page) -> list[str]:
    """What a saved page is tagged with, and the terms that its own fields name, for the search.

    One query; none after ``attach_terms``.
    """
    references = [
        field
        for field in page._meta.concrete_fields
        if isinstance(field, ForeignKey) and issubclass(field.related_model, VocabularyTag)
    ]
    codes = [
        tag_code(field.related_model, pk) for field in references if (pk := getattr(page, field.attname))
    ]
    if fields := terms_fields(type(page)):
        vocabularies = {field.name: field.vocabulary for field in fields}
        if hasattr(page, "terms"):
            rows = [(name, term.pk) for name, terms in page.terms.items() for term in terms]
        else:
            rows = [(name, pk) for _page, name, pk in tag_rows(fields, content_object_id=page.pk)]
        codes += [tag_code(vocabularies[name], pk) for name, pk in rows]
    return codes
