"""What a reader narrows the list of news down to. Its state is the address: ``?year=2022&country=cr&page=2``.

Codes are those of the tags, the same in every language. Whatever is not understood is left aside; of a
parameter that is given more than once the last counts.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from functools import reduce
from operator import and_

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.list_parameters import ListParameters, query_of
from vocabularies.catalogue import Term, Vocabulary, catalogue
from vocabularies.models import Country, Objective

from .querysets import NewsQuerySet, happened_in, is_about_country, is_about_objective

YEARS = frozenset(map(str, range(MINYEAR, MAXYEAR + 1)))
LABELS: dict[str, tuple[Promise, Promise]] = {
    "year": (_("Year"), _("All years")),
    "country": (_("Country"), _("All countries")),
    "objective": (_("Objective of the Global Compact"), _("All objectives")),
}
PARAMETERS = frozenset({*LABELS, "page"})


@dataclass(frozen=True)
class Option:
    """A value that news can be narrowed down to."""

    value: str
    label: str
    count: int
    """How many items there would be with it, the other filters being as they are."""
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: Promise
    any_label: Promise
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ActiveFilter:
    value: str
    """As a reader knows it."""
    query_without: str
    count_without: int | None = None
    """How many items there would be without it; None where it was not asked."""


@dataclass(frozen=True)
class NewsFilter:
    year: int | None = None
    country: Term | None = None
    objective: Term | None = None
    page: int = 1
    """The sheet that was asked for; there may be fewer."""

    @classmethod
    def from_parameters(cls, parameters: QueryDict, language: str) -> "NewsFilter":
        given = ListParameters(parameters)
        terms = catalogue(language)
        year = given.value("year", YEARS)
        return cls(
            int(year) if year else None,
            terms.of(Country).by_slug(given.value("country", terms.of(Country).slugs)),
            terms.of(Objective).by_slug(given.value("objective", terms.of(Objective).slugs)),
            given.sheet(),
        )

    @property
    def codes(self) -> dict[str, str]:
        """The active values as they stand in the address."""
        values = {
            "year": str(self.year) if self.year else "",
            "country": self.country.slug if self.country else "",
            "objective": self.objective.slug if self.objective else "",
        }
        return {name: value for name, value in values.items() if value}

    @property
    def names(self) -> dict[str, str]:
        """The active values as a reader knows them."""
        values = {
            "year": str(self.year) if self.year else "",
            "country": self.country.choice_label if self.country else "",
            "objective": self.objective.choice_label if self.objective else "",
        }
        return {name: value for name, value in values.items() if value}

    def query(self, page: int = 1, without: str = "") -> str:
        """What follows the list's path: ``?year=2022&page=2``, or nothing."""
        codes = [(name, value) for name, value in self.codes.items() if name != without]
        return query_of([*codes, *([("page", str(page))] if page > 1 else [])])

    def _conditions(self, without: str = "") -> list[Q]:
        conditions = {}
        if self.year:
            conditions["year"] = happened_in(self.year)
        if self.country:
            conditions["country"] = is_about_country(self.country.pk)
        if self.objective:
            conditions["objective"] = is_about_objective(self.objective.pk)
        return [condition for name, condition in conditions.items() if name != without]

    def apply(self, news: NewsQuerySet, without: str = "") -> NewsQuerySet:
        return news.filter(*self._conditions(without))

    def active(self) -> list[ActiveFilter]:
        return [ActiveFilter(value, self.query(without=name)) for name, value in self.names.items()]

    def ways_out(self, news: NewsQuerySet) -> list[ActiveFilter]:
        """Where nothing matches: the filters without which something does. One query."""
        counts = news.order_by().aggregate(
            **{
                name: Count("pk", filter=reduce(and_, self._conditions(without=name), Q(live=True)))
                for name in self.codes
            }
        )
        return [
            ActiveFilter(value, self.query(without=name), counts[name])
            for name, value in self.names.items()
            if counts[name]
        ]

    def facets(self, news: NewsQuerySet, language: str) -> list[Facet]:
        """What can be chosen: what there is among ``news``, and what is chosen now. A query each."""
        terms = catalogue(language)
        facets = (
            self._year_facet(self.apply(news, without="year").count_by_year()),
            _term_facet(
                "country",
                terms.of(Country),
                self.country,
                self.apply(news, without="country").count_by_country(),
            ),
            _term_facet(
                "objective",
                terms.of(Objective),
                self.objective,
                self.apply(news, without="objective").count_by_objective(),
            ),
        )
        return [facet for facet in facets if facet.options]

    def _year_facet(self, counts: dict[int, int]) -> Facet:
        years = {*counts, self.year} if self.year else set(counts)
        return Facet(
            "year",
            *LABELS["year"],
            tuple(
                Option(str(year), str(year), counts.get(year, 0), year == self.year)
                for year in sorted(years, reverse=True)
            ),
        )


def _term_facet(name: str, vocabulary: Vocabulary, chosen: Term | None, counts: dict[int, int]) -> Facet:
    chosen_pk = chosen.pk if chosen else None
    terms = vocabulary.pick([*counts, *([chosen_pk] if chosen_pk else [])])
    return Facet(
        name,
        *LABELS[name],
        tuple(
            Option(term.slug, term.choice_label, counts.get(term.pk, 0), term.pk == chosen_pk)
            for term in terms
        ),
    )
