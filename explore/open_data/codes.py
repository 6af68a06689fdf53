"""All codes that the files and the addresses of the finder use, with what they mean."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from projects.finder.facets import PANELS
from projects.models.choices import ActivityMode, ActivityType, ExpertKind, InstitutionKind, Status
from vocabularies.catalogue import catalogue
from vocabularies.models import (
    Area,
    Country,
    CountryGroup,
    Mechanism,
    Objective,
    Region,
    Sdg,
    Theme,
    VocabularyTag,
)


@dataclass(frozen=True)
class Code:
    code: str
    name: str


@dataclass(frozen=True)
class CodeList:
    name: str
    label: Promise
    codes: list[Code]
    fields: tuple[str, ...]
    """Of a record, that hold such codes."""
    parameters: tuple[str, ...] = ()
    """Of the finder's address, that take them."""


_TAGS: tuple[tuple[str, Promise, type[VocabularyTag], tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "country",
        _("Countries"),
        Country,
        ("countries", "expert_countries", "experts", "activities"),
        ("country", "expert"),
    ),
    ("region", _("Regions of the programme"), Region, ("regions",), ("region",)),
    ("group", _("Country groups"), CountryGroup, ("groups_today", "groups_then"), ("group", "group-then")),
    ("way", _("Ways of supporting Objective 23"), Mechanism, ("ways",), ("way",)),
    ("objective", _("Objectives of the Global Compact"), Objective, ("objectives",), ("objective",)),
    ("theme", _("Themes"), Theme, ("themes",), ("theme",)),
    ("area", _("Areas of work"), Area, ("areas",), ("area",)),
    ("sdg", _("Sustainable Development Goals"), Sdg, ("sdgs",), ("sdg",)),
)
_CLOSED: tuple[tuple[str, Promise, type[TextChoices], tuple[str, ...], tuple[str, ...]], ...] = (
    ("status", _("Status"), Status, ("status",), ("status",)),
    (
        "institution",
        _("Kinds of institutions that ask"),
        InstitutionKind,
        ("institutions",),
        ("institution",),
    ),
    ("expert_kind", _("Where experts come from"), ExpertKind, ("experts",), ()),
    ("activity_type", _("Kinds of activities"), ActivityType, ("activities",), ()),
    ("activity_mode", _("Modes of activities"), ActivityMode, ("activities",), ()),
)


def code_lists(language: str) -> Iterator[CodeList]:
    """In the language, which must be the active one."""
    terms = catalogue(language)
    for name, label, vocabulary, fields, parameters in _TAGS:
        codes = [Code(term.slug, term.name) for term in terms.of(vocabulary)]
        yield CodeList(name, label, codes, fields, parameters)
    for name, label, choices, fields, parameters in _CLOSED:
        codes = [Code(code, str(text)) for code, text in choices.choices]
        yield CodeList(name, label, codes, fields, parameters)


def codes_file() -> dict[str, Any]:
    """In the active language."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "language": language,
        "lists": [
            {
                "name": found.name,
                "title": str(found.label),
                "fields": list(found.fields),
                "parameters": list(found.parameters),
                "codes": [{"code": code.code, "name": code.name} for code in found.codes],
            }
            for found in code_lists(language)
        ],
    }


@dataclass(frozen=True)
class Parameter:
    """What may stand behind the ``?`` of an address."""

    name: str
    label: Promise | str
    help: Promise | str


def parameters() -> list[Parameter]:
    return [
        Parameter("q", _("Words"), _("In the title and texts of a project.")),
        *(
            Parameter(
                facet.name,
                facet.label if len(panel.facets) == 1 else f"{panel.label} ({facet.label})",
                facet.help,
            )
            for panel in PANELS
            for facet in panel.facets
        ),
        Parameter("sort", _("Order"), _("“date” (the latest first), “country” or “title”.")),
    ]
