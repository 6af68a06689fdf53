"""How many projects a term has among those that were found: what a page lists beside names."""

from dataclasses import dataclass

from vocabularies.catalogue import Term, catalogue
from vocabularies.models import Area, Country, Mechanism, Objective, Theme, VocabularyTag

from .finder import Finding, ProjectFilter

FACETS: dict[type[VocabularyTag], str] = {
    Country: "country",
    Mechanism: "way",
    Objective: "objective",
    Theme: "theme",
    Area: "area",
}
"""The name of each vocabulary in the finder."""


@dataclass(frozen=True)
class Tally:
    term: Term
    count: int
    query: str
    """What follows the finder's path to find these projects: ``?country=ml&objective=gcm-5``."""


def tallies(finding: Finding, vocabulary: type[VocabularyTag]) -> list[Tally]:
    """The terms that any of the projects found has: the most frequent first, else in their usual order."""
    facet = FACETS[vocabulary]
    counts = finding.count_by(facet)
    found = [
        Tally(term, number, finding.filter.query_with_only(facet, term.slug))
        for term in catalogue(finding.language).of(vocabulary)
        if (number := counts.get(term.slug))
    ]
    return sorted(found, key=lambda tally: -tally.count)


def countries_with(finding: Finding, countries: list[Term]) -> tuple[list[Tally], list[Term]]:
    """Those of the countries that a project found is in, and those that none is in, in the order given."""
    counts = finding.count_by("country")
    with_projects = [
        Tally(country, number, ProjectFilter(chosen={"country": (country.slug,)}).query())
        for country in countries
        if (number := counts.get(country.slug))
    ]
    return with_projects, [country for country in countries if not counts.get(country.slug)]
