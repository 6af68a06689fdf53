"""What a drawing says of a set of projects that their number does not: when, and where by which way.

The numbers are laid out here, in units of the drawing; a template prints them, with the same in words.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from vocabularies.catalogue import Term, catalogue
from vocabularies.models import Mechanism, Region

from .querysets import ProjectQuerySet

if TYPE_CHECKING:
    from .models import ProjectPage

LARGEST_RADIUS = 22.0
SMALLEST_RADIUS = 11.0
"""A disc holds its number."""


@dataclass(frozen=True)
class Span:
    """A project's months on the scale of a timeline, in months since its first January."""

    project: "ProjectPage"
    start: int
    length: int
    is_open: bool
    """Only its start or only its end is known: it is drawn as that one month."""


@dataclass(frozen=True)
class Timeline:
    """Projects over the years, the earliest first."""

    spans: list[Span]
    undated: list["ProjectPage"]
    first_year: int
    last_year: int

    @property
    def has_open_spans(self) -> bool:
        return any(span.is_open for span in self.spans)

    @property
    def months(self) -> int:
        """Width of the drawing: a unit is a month."""
        return 12 * (self.last_year - self.first_year + 1)

    @property
    def decades(self) -> list[int]:
        """Where every fifth year begins, in months."""
        return [
            12 * (year - self.first_year)
            for year in range(self.first_year, self.last_year + 2)
            if year % 5 == 0
        ]


def timeline(projects: Iterable["ProjectPage"]) -> Timeline | None:
    """None where fewer than two of the projects have a date: there is nothing to compare."""
    dated, undated = [], []
    for project in projects:
        start, end = project.start or project.end, project.end or project.start
        if start and end:
            dated.append((start, end, project))
        else:
            undated.append(project)
    if len(dated) < 2:
        return None
    first_year = min(start for start, _end, _project in dated).year
    last_year = max(end for _start, end, _project in dated).year
    spans = []
    for start, end, project in sorted(dated, key=lambda row: (row[0], row[2].title)):
        since = 12 * (start.year - first_year) + start.month - 1
        length = 12 * (end.year - start.year) + end.month - start.month + 1
        spans.append(Span(project, since, length, not (project.start and project.end)))
    return Timeline(spans, undated, first_year, last_year)


@dataclass(frozen=True)
class Cell:
    region: Term
    projects: int
    radius: float
    """Of its disc, whose area grows with the number; 0 where there is none."""


@dataclass(frozen=True)
class WaysByRegion:
    """How many projects went which way in which region. A project in two regions is counted in both."""

    regions: list[Term]
    rows: list[tuple[Term, list[Cell]]]


def ways_by_region(projects: ProjectQuerySet, language: str) -> WaysByRegion:
    """One query."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for pk, way, by_country, by_itself in (
        projects.order_by()
        .filter(mechanism_items__isnull=False)
        .values_list("pk", "mechanism_items__tag", "country_items__tag__region", "region_items__tag")
        .distinct()
    ):
        for region in {by_country, by_itself} - {None}:
            found[way, region].add(pk)
    largest = max((len(pks) for pks in found.values()), default=0)

    def cell(way: Term, region: Term) -> Cell:
        number = len(found[way.pk, region.pk])
        radius = max(SMALLEST_RADIUS, LARGEST_RADIUS * sqrt(number / largest)) if number else 0.0
        return Cell(region, number, round(radius, 1))

    terms = catalogue(language)
    regions = list(terms.of(Region))
    return WaysByRegion(
        regions, [(way, [cell(way, region) for region in regions]) for way in terms.of(Mechanism)]
    )
