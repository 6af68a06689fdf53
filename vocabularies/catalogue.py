"""All vocabularies in a reader's language, read once and kept (``core/caching.py``)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from babel import Locale as CldrLocale
from babel import UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language

from core.caching import kept_while_current
from core.collation import collation_key

from .models import (
    Area,
    Country,
    CountryGroup,
    Mechanism,
    Membership,
    Objective,
    Region,
    Sdg,
    TagLabel,
    Theme,
    VocabularyTag,
)
from .term_pages import term_path

VOCABULARIES: tuple[type[VocabularyTag], ...] = (
    Country,
    Region,
    CountryGroup,
    Mechanism,
    Objective,
    Theme,
    Area,
    Sdg,
)


@dataclass(frozen=True, eq=False)
class Term:
    """A tag as a reader sees it. Made once, shared by all requests: never changed."""

    tag: Any
    label: Any
    """The published label, or None (a country of which nothing is said, a tag without a label yet)."""
    name: str
    language: str
    """The language that ``name`` is in: the reader's, or else the site's own."""
    reader: str
    """The reader's language."""

    @property
    def pk(self) -> int:
        return self.tag.pk

    @property
    def slug(self) -> str:
        return self.tag.slug

    @property
    def number(self) -> int | None:
        return getattr(self.tag, "number", None)

    @property
    def short_name(self) -> str:
        return getattr(self.label, "short_name", "") or self.name

    @property
    def footnote(self) -> str:
        return getattr(self.label, "footnote", "")

    @cached_property
    def page_path(self) -> str:
        """The address of its own page in the reader's language; empty where it has none.

        Looked up once: like the term itself it holds until content changes.
        """
        return term_path(self, self.reader)

    @property
    def introduction(self) -> str:
        """To the term's own page, as rich text."""
        return getattr(self.label, "introduction", "")

    @property
    def choice_label(self) -> str:
        """How a list of choices names it: with its number where it has one."""
        return f"{self.number}. {self.short_name}" if self.number else self.name

    def __str__(self) -> str:
        return self.name


class Vocabulary:
    """The terms of one vocabulary, by number or position; countries by the reader's alphabet."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = tuple(terms)
        self._by_pk = {term.pk: term for term in self._terms}
        self._by_slug = {term.slug: term for term in self._terms}
        self._places = {pk: place for place, pk in enumerate(self._by_pk)}

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    @property
    def slugs(self) -> Collection[str]:
        return self._by_slug.keys()

    def by_slug(self, slug: str) -> Term | None:
        return self._by_slug.get(slug)

    def by_pk(self, pk: int | None) -> Term | None:
        return self._by_pk.get(pk) if pk is not None else None

    def pick(self, pks: Iterable[int]) -> list[Term]:
        """The terms with these primary keys, once each, in the vocabulary's order."""
        places = {self._places[pk] for pk in pks if pk in self._places}
        return [self._terms[place] for place in sorted(places)]


@dataclass(frozen=True)
class MembershipSpan:
    """From when (None: since before our records) to when (None: still) a country is in a group."""

    group_id: int
    country_id: int
    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Catalogue:
    """Every vocabulary in one language: ``catalogue("fr").of(Country).by_slug("ml").name``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._vocabularies = {model: Vocabulary(_terms(model, language)) for model in VOCABULARIES}

    def of(self, model: type[VocabularyTag]) -> Vocabulary:
        return self._vocabularies[model]

    def countries_of(self, region: Term | None) -> list[Term]:
        """The region's countries in the reader's alphabet; of None, those outside of all regions."""
        region_pk = region.pk if region else None
        return [country for country in self.of(Country) if country.tag.region_id == region_pk]

    def regions_of(self, countries: Iterable[Term]) -> list[Term]:
        """The programme's regions that the countries belong to."""
        return self.of(Region).pick(country.tag.region_id for country in countries if country.tag.region_id)


def catalogue(language: str | None = None) -> Catalogue:
    """The vocabularies in ``language``, by default the active one."""
    return _kept_catalogue(language or get_language() or settings.LANGUAGE_CODE)


@kept_while_current
def _kept_catalogue(language: str) -> Catalogue:
    return Catalogue(language)


@kept_while_current
def membership_spans() -> tuple[MembershipSpan, ...]:
    rows = Membership.objects.values_list("group_id", "country_id", "since", "until")
    return tuple(MembershipSpan(*row) for row in rows)


def _terms(model: type[VocabularyTag], language: str) -> list[Term]:
    labels = _published_labels(model, language)
    names = _cldr_country_names(language) if model is Country else {}
    terms = []
    for tag in model._default_manager.all():
        label = labels.get(tag.pk)
        if label is not None and label.name:
            name, named_in = label.name, label.locale.language_code
        elif tag.slug in names:
            name, named_in = names[tag.slug], language
        else:
            name, named_in = tag.name, settings.LANGUAGE_CODE
        terms.append(Term(tag, label, name, named_in, language))
    if model is Country:
        terms.sort(key=lambda term: collation_key(term.name, language))
    return terms


def _published_labels(model: type[VocabularyTag], language: str) -> dict[int, TagLabel]:
    """A label for each tag, by tag: in the language (``fr-be``, else ``fr``), else in the site's own."""
    preference = [language, language.split("-")[0]]
    if model is not Country:  # CLDR names a country in the reader's language where no label does
        preference.append(settings.LANGUAGE_CODE)
    labels: dict[int, TagLabel] = {}
    rows = (
        model._meta.get_field("labels")
        .related_model._default_manager.filter(live=True, locale__language_code__in=preference)
        .select_related("locale")
    )
    for label in sorted(rows, key=lambda row: preference.index(row.locale.language_code)):
        labels.setdefault(label.tag_id, label)
    return labels


def _cldr_country_names(language: str) -> dict[str, str]:
    """Country names by code in lower case, from the Unicode CLDR."""
    try:
        cldr = CldrLocale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        cldr = CldrLocale.parse(settings.LANGUAGE_CODE, sep="-")
    return {code.lower(): name for code, name in cldr.territories.items() if len(code) == 2}
