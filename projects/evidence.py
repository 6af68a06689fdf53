"""What the portfolio proves, counted as the finder counts. No figure of it is typed by hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from vocabularies.catalogue import Term, catalogue
from vocabularies.country_groups import DatedMember, GroupStanding, left_since, standings_today
from vocabularies.models import Country, CountryGroup, Mechanism

from .examples import examples_of
from .finder import Finding, ProjectFilter, pages_at, portfolio
from .finder.bitsets import positions_in
from .finder.finding import Figures
from .finder.portfolio import PARTNER
from .models.choices import PROVING

if TYPE_CHECKING:
    from .models import ProjectPage


def proving(way: Term, language: str) -> Finding:
    """The projects that are evidence of a way."""
    return Finding(
        ProjectFilter(chosen={"status": tuple(PROVING), "way": (way.slug,)}), language, portfolio()
    )


class WayEvidence(NamedTuple):
    way: Term
    figures: Figures
    example: "ProjectPage | None"


def evidence_of_ways(language: str) -> list[WayEvidence]:
    """The five ways, each with what proves it, and the latest project as an example. One query."""
    found = {way: proving(way, language) for way in catalogue(language).of(Mechanism)}
    chosen = examples_of({way: finding.bits for way, finding in found.items()})
    among = portfolio()
    pages = {
        among.position_of_page[page.pk]: page
        for page in pages_at(list(dict.fromkeys(chosen.values())), language, among)
    }
    return [
        WayEvidence(way, finding.figures, pages.get(chosen[way]) if way in chosen else None)
        for way, finding in found.items()
    ]


def evidence_in_region(region: Term, language: str) -> Figures:
    """The projects in a region, and the countries that are of it."""
    finding = Finding(ProjectFilter(chosen={"region": (region.slug,)}), language, portfolio())
    figures = finding.figures
    countries = [country for country in figures.countries if country.tag.region_id == region.pk]
    return Figures(figures.projects, countries, figures.first_year, figures.last_year, language)


def partners_in(finding: Finding) -> list[Term]:
    """Countries outside the EU whose experts worked in the projects: triangular cooperation."""
    return [
        country
        for country in catalogue(finding.language).of(Country)
        if finding.portfolio.having(PARTNER, country.slug) & finding.bits
    ]


@dataclass(frozen=True)
class GroupEvidence:
    """What a set of projects proves for one group of countries."""

    standing: GroupStanding
    """The projects' countries that are in the group today."""
    projects: int
    """How many of the projects are in any of these countries."""
    left: list[DatedMember]
    """Countries that were in the group at the time of a project and are not today. Known of some groups."""


@dataclass(frozen=True)
class EvidenceByGroup:
    found: list[GroupEvidence]
    without: list[Term]
    """The groups that no project has a country of."""


def evidence_by_group(finding: Finding) -> EvidenceByGroup:
    """The evidence for each group of countries, by who is in it today."""
    among, language = finding.portfolio, finding.language

    def days_of(country: Term) -> Iterator[date]:
        for position in positions_in(finding.bits & among.having("country", country.slug)):
            if day := among.day(position):
                yield day

    countries = finding.figures.countries
    today = {row.group.pk: row for row in standings_today(countries, language)}
    left = left_since(countries, days_of, language)
    evidence = EvidenceByGroup([], [])
    for group in catalogue(language).of(CountryGroup):
        standing = today.get(group.pk, GroupStanding(group, ()))
        if standing.now or group.pk in left:
            inside = among.having_any("country", (country.slug for country in standing.now))
            number = (finding.bits & inside).bit_count()
            evidence.found.append(GroupEvidence(standing, number, left.get(group.pk, [])))
        else:
            evidence.without.append(group)
    return evidence
