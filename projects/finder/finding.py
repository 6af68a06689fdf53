"""What a filter finds in the portfolio: projects, counts beside every choice, figures, and ways out."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.page_lists import ListedPage
from core.search import keys_matching
from vocabularies.catalogue import Term, catalogue
from vocabularies.country_groups import GroupStanding, standings_today
from vocabularies.models import Country

from ..models.project_page import ProjectPage
from ..querysets import ProjectQuerySet
from .bitsets import first_positions, positions_in, positions_in_order, union
from .facets import BY_NAME, PANELS, Facet
from .filters import SORTS, ProjectFilter
from .pages import listed_at, pages_at
from .portfolio import Portfolio, in_order_of_countries, in_order_of_titles, portfolio

ON_A_SHEET = 20


@dataclass(frozen=True)
class Option:
    code: str
    label: str
    count: int
    """How many projects have it, the other filters being as they are."""
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """A facet as it is offered."""

    name: str
    label: Promise
    help: Promise | str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ChoicePanel:
    """Choices that a reader opens together."""

    name: str
    label: Promise
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        """How many values are."""
        return sum(option.is_chosen for choice in self.choices for option in choice.options)


@dataclass(frozen=True)
class ActiveFilter:
    label: Promise | str
    value: str
    """As a reader knows it."""
    query_without: str


@dataclass(frozen=True)
class Sort:
    label: Promise
    query: str
    is_current: bool


@dataclass(frozen=True)
class WayOut:
    """A filter without which something would be found."""

    value: str
    query_without: str
    count: int


@dataclass(frozen=True)
class Figures:
    """Of what was found."""

    projects: int
    countries: list[Term]
    first_year: int | None
    last_year: int | None
    language: str

    @cached_property
    def groups(self) -> list[GroupStanding]:
        """Country groups that any of the countries is in today, each with these countries."""
        return standings_today(self.countries, self.language)

    @property
    def is_missing(self) -> bool:
        return self.projects == 0


class Finding:
    """What a filter finds, for readers of a language."""

    def __init__(self, chosen: ProjectFilter, language: str, among: Portfolio) -> None:
        self.filter = chosen
        self.language = language
        self.portfolio = among

    def _sets(self, facet: str) -> dict[str, int]:
        """The sets of the projects by the facet's codes."""
        return BY_NAME[facet].sets(self.portfolio)

    @cached_property
    def _conditions(self) -> dict[str, int]:
        """The set of the projects that each part of the filter leaves, by its name in the address."""
        conditions = {
            name: union(sets.get(code, 0) for code in codes)
            for name, codes in self.filter.chosen.items()
            for sets in [self._sets(name)]
        }
        if self.filter.text:
            pks = keys_matching(ProjectPage, self.filter.text)
            if pks is not None:
                conditions["q"] = self.portfolio.of_pages(pks)
        return conditions

    def _bits_without(self, name: str = "") -> int:
        bits = self.portfolio.everything
        for other, condition in self._conditions.items():
            if other != name:
                bits &= condition
        return bits

    @cached_property
    def bits(self) -> int:
        return self._bits_without()

    @property
    def count(self) -> int:
        return self.bits.bit_count()

    @cached_property
    def positions(self) -> list[int]:
        """What was found, sorted as was asked for."""
        match self.filter.sort:
            case "title":
                return positions_in_order(self.bits, in_order_of_titles(self.language))
            case "country":
                return positions_in_order(self.bits, in_order_of_countries(self.language))
        return positions_in(self.bits)

    def first(self, number: int) -> list[int]:
        """The positions of the latest of what was found."""
        return first_positions(self.bits, number)

    # The list

    def sheet(self) -> Page:
        """The sheet asked for, or the last there is: its ``object_list`` is positions."""
        return Paginator(self.positions, ON_A_SHEET).get_page(self.filter.page)

    def pages(self, positions: list[int], projects: ProjectQuerySet | None = None) -> list[ProjectPage]:
        """The projects at these positions in the best language for the reader, with their terms attached.

        ``projects``: the queryset to get them from, where a list needs more of them than a card does.
        """
        return pages_at(positions, self.language, self.portfolio, projects)

    def listed(self, positions: list[int], projects: ProjectQuerySet | None = None) -> list[ListedPage]:
        """The same for a list whose lines are kept: read when one of them is not."""
        return listed_at(positions, self.language, self.portfolio, projects)

    def in_chunks(self, size: int, projects: ProjectQuerySet) -> Iterator[list[ProjectPage]]:
        """Everything found, some at a time, so that ten thousand need no more memory than a hundred."""
        for start in range(0, len(self.positions), size):
            yield self.pages(self.positions[start : start + size], projects)

    def sorts(self) -> list[Sort]:
        """The orders that the list can stand in."""
        return [
            Sort(label, self.filter.query_sorted(name), name == self.filter.sort)
            for name, label in SORTS.items()
        ]

    # What can be chosen, and what is

    def count_by(self, name: str) -> dict[str, int]:
        """How many projects have each value of a facet, the other filters being as they are."""
        base = self._bits_without(name)
        return {code: (base & bits).bit_count() for code, bits in self._sets(name).items()}

    def panels(self) -> list[ChoicePanel]:
        """The facets, each with the values that it could be narrowed down to, and those that it is."""
        panels = []
        for panel in PANELS:
            choices = tuple(choice for choice in map(self._choice, panel.facets) if choice.options)
            if choices:
                panels.append(ChoicePanel(panel.name, panel.label, choices))
        return panels

    def _choice(self, facet: Facet) -> Choice:
        counts, chosen = self.count_by(facet.name), self.filter.chosen.get(facet.name, ())
        return Choice(
            facet.name,
            facet.label,
            facet.help,
            tuple(
                Option(code, label, counts[code], code in chosen)
                for code, label in facet.labels(counts, self.language).items()
                if counts[code] or code in chosen
            ),
        )

    def active(self) -> list[ActiveFilter]:
        found = []
        if self.filter.text:
            found.append(
                ActiveFilter(
                    _("Words"),
                    _("“%(text)s”") % {"text": self.filter.text},
                    self.filter.query_without("q"),
                )
            )
        for name, codes in self.filter.chosen.items():
            for code, label in BY_NAME[name].labels(codes, self.language).items():
                found.append(ActiveFilter(BY_NAME[name].label, label, self.filter.query_without(name, code)))
        return found

    def ways_out(self) -> list[WayOut]:
        """Where nothing is found: the filters without which something would be."""
        found = []
        for name in self._conditions:
            if count := self._bits_without(name).bit_count():
                found.append(WayOut(self._named(name), self.filter.query_without(name), count))
        return found

    def _named(self, name: str) -> str:
        if name == "q":
            return self.filter.text
        return ", ".join(BY_NAME[name].labels(self.filter.chosen[name], self.language).values())

    # Figures

    @cached_property
    def figures(self) -> Figures:
        first, last = self.portfolio.years(self.bits)
        return Figures(
            self.count, [country for country, _number in self.countries()], first, last, self.language
        )

    def countries(self) -> list[tuple[Term, int]]:
        """The countries of what was found, in the reader's alphabet, each with its number of projects."""
        sets = self._sets("country")
        return [
            (term, number)
            for term in catalogue(self.language).of(Country)
            if (number := (self.bits & sets.get(term.slug, 0)).bit_count())
        ]

    def without_country(self) -> list[int]:
        """Positions of what was found that no country is named for: it took place in a region as a whole."""
        return positions_in(self.bits & ~union(self._sets("country").values()))


def find(parameters: QueryDict, language: str) -> Finding:
    """What an address asks for. No query but the one for its words, where the portfolio has been read."""
    among = portfolio()
    return Finding(ProjectFilter.from_parameters(parameters, among), language, among)
