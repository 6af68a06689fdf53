"""What a drawing says of a set of projects that their number does not: when, and where by which way.

The numbers are laid out here, in units of the drawing; a template prints them, with the same in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from vocabularies.catalogue import Term, catalogue
from vocabularies.models import Mechanism, Region

from .finder import portfolio

if TYPE_CHECKING:
    from .models import ProjectPage

MOST_TICKS = 5
LARGEST_RADIUS = 22.0
SMALLEST_RADIUS = 11.0
"""A disc holds its number."""


@dataclass(frozen=True)
class Span:
    """A project on the scale of a timeline, in per cent of its length."""

    project: "ProjectPage"
    start: float
    width: float
    knows: str
    """``"both"`` of its dates, or only its ``"start"`` or its ``"end"``: it is drawn as that one month."""


@dataclass(frozen=True)
class Tick:
    """The beginning of a year."""

    year: int
    position: float
    """In per cent."""


@dataclass(frozen=True)
class Timeline:
    """Projects over the years, the earliest first."""

    spans: list[Span]
    undated: list["ProjectPage"]
    ticks: list[Tick]

    @property
    def has_unknown_ends(self) -> bool:
        return any(span.knows != "both" for span in self.spans)


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
    years = max(end for _start, end, _project in dated).year - first_year + 1

    def position(year: int, months: int = 0) -> float:
        return round(100 * (year - first_year + months / 12) / years, 2)

    spans = []
    for start, end, project in sorted(dated, key=lambda row: (row[0], row[2].title)):
        since = position(start.year, start.month - 1)
        knows = "both" if project.start and project.end else "start" if project.start else "end"
        spans.append(Span(project, since, round(position(end.year, end.month) - since, 2), knows))
    step = next(step for step in (1, 2, 5, 10, 20, years) if years / step <= MOST_TICKS)
    ticks = [Tick(year, position(year)) for year in range(first_year, first_year + years, step)]
    return Timeline(spans, undated, ticks)


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


def ways_by_region(language: str) -> WaysByRegion:
    """Of the projects that can be evidence."""
    terms, among = catalogue(language), portfolio()
    regions, ways = list(terms.of(Region)), list(terms.of(Mechanism))
    numbers = {
        (way, region): (
            among.proving & among.having("way", way.slug) & among.having("region", region.slug)
        ).bit_count()
        for way in ways
        for region in regions
    }
    largest = max(numbers.values(), default=0)

    def cell(way: Term, region: Term) -> Cell:
        number = numbers[way, region]
        radius = max(SMALLEST_RADIUS, LARGEST_RADIUS * sqrt(number / largest)) if number else 0.0
        return Cell(region, number, round(radius, 1))

    return WaysByRegion(regions, [(way, [cell(way, region) for region in regions]) for way in ways])
