"""What projects can be narrowed down by. Names and codes stand in addresses and exports: never change one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.templatetags.locale_format import language_name
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

from ..models.choices import InstitutionKind, Status
from .portfolio import YES, Portfolio, groups_today

Labels = dict[str, str]
"""What a reader calls the values, by code, in the order in which they are offered."""


@dataclass(frozen=True)
class Facet:
    name: str
    label: Promise
    labels: Callable[[Iterable[str], str], Labels]
    """Of codes that there are, in a language; a code that is none of its values is left out."""
    sets: Callable[[Portfolio], dict[str, int]]
    """The sets of the projects by code: of the values that there are."""
    help: Promise | str = ""


def _kept(name: str) -> Callable[[Portfolio], dict[str, int]]:
    return lambda portfolio: portfolio.bits.get(name, {})


def _terms(vocabulary: type[VocabularyTag]) -> Callable[[Iterable[str], str], Labels]:
    def labels(codes: Iterable[str], language: str) -> Labels:
        there = set(codes)
        return {
            term.slug: term.choice_label for term in catalogue(language).of(vocabulary) if term.slug in there
        }

    return labels


def _of_vocabulary(
    name: str, label: Promise, vocabulary: type[VocabularyTag], help: Promise | str = ""
) -> Facet:
    return Facet(name, label, _terms(vocabulary), _kept(name), help)


def _of_choices(name: str, label: Promise, choices: Iterable[tuple[str, Promise]]) -> Facet:
    def labels(codes: Iterable[str], language: str) -> Labels:
        there = set(codes)
        return {code: str(text) for code, text in choices if code in there}

    return Facet(name, label, labels, _kept(name))


def _years(codes: Iterable[str], language: str) -> Labels:
    return {code: code for code in sorted(codes, reverse=True)}


def _languages(codes: Iterable[str], language: str) -> Labels:
    return {code: language_name(code) for code in sorted(codes)}


@dataclass(frozen=True)
class Panel:
    """Facets that a reader opens together."""

    name: str
    label: Promise
    facets: tuple[Facet, ...]


def _alone(facet: Facet) -> Panel:
    return Panel(facet.name, facet.label, (facet,))


PANELS: tuple[Panel, ...] = (
    _alone(_of_vocabulary("country", _("Country"), Country)),
    _alone(_of_vocabulary("region", _("Region of the programme"), Region)),
    Panel(
        "groups",
        _("Country group"),
        (
            Facet(
                "group",
                _("Today"),
                _terms(CountryGroup),
                groups_today,
                _("According to the group’s list today."),
            ),
            _of_vocabulary(
                "group-then",
                _("At the time of the project"),
                CountryGroup,
                _("According to the group’s members when the project began, where they are known."),
            ),
        ),
    ),
    _alone(_of_vocabulary("way", _("Way of supporting Objective 23"), Mechanism)),
    _alone(_of_vocabulary("objective", _("Objective of the Global Compact"), Objective)),
    Panel(
        "themes",
        _("Theme and area of work"),
        (_of_vocabulary("theme", _("Theme"), Theme), _of_vocabulary("area", _("Area of work"), Area)),
    ),
    _alone(_of_vocabulary("sdg", _("Sustainable Development Goal"), Sdg)),
    Panel(
        "requests",
        _("Who asked"),
        (
            _of_choices("institution", _("Kind of institution"), InstitutionKind.choices),
            _of_choices("joint", _("Joint request"), [(YES, _("Several institutions asked together"))]),
        ),
    ),
    Panel(
        "experts",
        _("Where the experts came from"),
        (
            _of_choices(
                "triangular", _("Triangular cooperation"), [(YES, _("With experts from a partner country"))]
            ),
            _of_vocabulary("expert", _("Country that gave experts"), Country),
        ),
    ),
    _alone(Facet("year", _("Year"), _years, _kept("year"), _("Under way in that year, as far as is known."))),
    _alone(_of_choices("status", _("Status"), Status.choices)),
    _alone(Facet("language", _("Language available"), _languages, _kept("language"))),
)
FACETS = tuple(facet for panel in PANELS for facet in panel.facets)
BY_NAME = {facet.name: facet for facet in FACETS}
