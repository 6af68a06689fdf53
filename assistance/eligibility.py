"""Whether an institution can ask: the rules, applied to four answers. Nothing of them is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from django.conf import settings

from core.caching import kept_while_current
from vocabularies.catalogue import catalogue
from vocabularies.models import Country, Region

from .models import EligibilityRule, EligibleCountry, OtherDoor
from .models.asking import REGIONAL, Answer, Place

Codes = frozenset[str]
ANY: Codes = frozenset()
Row = TypeVar("Row", EligibilityRule, OtherDoor)


@dataclass(frozen=True)
class Asking:
    """What somebody says of the request that they have in mind: codes only."""

    country: str
    """A country's code, or ``REGIONAL``."""
    kind: str
    topic: str
    partners: str

    def codes(self) -> dict[str, str]:
        """As they stand in an address."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True)
class Rule:
    """A rule in a reader's language. An empty set of codes stands for any."""

    answer: Answer
    text: str
    advice: str
    language: str
    """The one that the words are in: the reader's, or else the site's own."""
    places: Codes = ANY
    kinds: Codes = ANY
    partners: Codes = ANY
    topics: Codes = ANY

    def fits(self, asking: Asking, place: Place) -> bool:
        return _all_fit(
            (self.places, place),
            (self.kinds, asking.kind),
            (self.partners, asking.partners),
            (self.topics, asking.topic),
        )


@dataclass(frozen=True)
class Door:
    """Another programme, in a reader's language."""

    name: str
    text: str
    url: str
    language: str
    topics: Codes = ANY
    regions: Codes = ANY
    kinds: Codes = ANY

    def fits(self, asking: Asking, region: str) -> bool:
        return _all_fit((self.topics, asking.topic), (self.regions, region), (self.kinds, asking.kind))

    @property
    def is_for_everybody(self) -> bool:
        return not (self.topics or self.regions or self.kinds)


@dataclass(frozen=True)
class Decision:
    answer: Answer
    rule: Rule | None
    """The one that is quoted; None where none fits."""
    doors: tuple[Door, ...]
    """The other programmes that fit, those first that were told for whom they are."""

    @property
    def is_no(self) -> bool:
        return self.answer == Answer.NO


def decide(asking: Asking, language: str) -> Decision:
    """The answer by the first rule that fits. Where none does, somebody has to be asked."""
    place = place_of(asking.country, eligible_countries())
    rule = next((rule for rule in rules(language) if rule.fits(asking, place)), None)
    region = _region_of(asking.country)
    fitting = [door for door in doors(language) if door.fits(asking, region)]
    return Decision(
        rule.answer if rule else Answer.ASK,
        rule,
        tuple(sorted(fitting, key=lambda door: door.is_for_everybody)),
    )


def place_of(country: str, known: Mapping[str, str]) -> Place:
    """What is known of where somebody asks from. While the list is empty, nothing is known of anybody."""
    if not known:
        return Place.UNKNOWN
    if country == REGIONAL:
        return Place.REGIONAL_BODY
    return {"yes": Place.ELIGIBLE, "no": Place.NOT_ELIGIBLE}.get(known.get(country, ""), Place.UNKNOWN)


@kept_while_current
def eligible_countries() -> dict[str, str]:
    """The eligibility that staff have noted, by the country's code."""
    return dict(EligibleCountry.objects.values_list("country__slug", "eligibility"))


@kept_while_current
def rules(language: str) -> tuple[Rule, ...]:
    """The rules in force, in their order."""
    return tuple(
        Rule(
            answer=Answer(row.answer),
            text=words.text,
            advice=words.advice,
            language=words.locale.language_code,
            places=frozenset(row.places),
            kinds=frozenset(row.kinds),
            partners=frozenset(row.partners),
            topics=frozenset(row.topics),
        )
        for row, words in _in_language(EligibilityRule, language)
    )


@kept_while_current
def doors(language: str) -> tuple[Door, ...]:
    return tuple(
        Door(
            name=words.name,
            text=words.text,
            url=row.url,
            language=words.locale.language_code,
            topics=frozenset(row.topics),
            regions=frozenset(row.regions),
            kinds=frozenset(row.kinds),
        )
        for row, words in _in_language(OtherDoor, language)
    )


def _in_language(model: type[Row], language: str) -> list[tuple[Row, Row]]:
    """What is in force, in its order, each with the row whose words a reader gets. One query."""
    own = settings.LANGUAGE_CODE
    rows: Any = (
        model._default_manager.filter(live=True, locale__language_code__in={own, language})
        .select_related("locale")
        .order_by("position", "pk")
    )
    translated = {row.translation_key: row for row in rows if row.locale.language_code == language}
    return [
        (row, translated.get(row.translation_key, row)) for row in rows if row.locale.language_code == own
    ]


def _region_of(country: str) -> str:
    known = catalogue()
    term = known.of(Country).by_slug(country)
    region = known.of(Region).by_pk(term.tag.region_id) if term else None
    return region.slug if region else ""


def _all_fit(*conditions: tuple[Codes, str]) -> bool:
    return all(not codes or code in codes for codes, code in conditions)
