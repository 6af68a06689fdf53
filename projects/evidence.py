"""What the portfolio proves, counted from tagged projects. No figure of it is typed by hand."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from vocabularies.catalogue import Term, catalogue
from vocabularies.country_groups import DatedMember, GroupStanding, left_since, standings_today
from vocabularies.models import Country, CountryGroup, Region

from .querysets import ProjectQuerySet, is_in_region


@dataclass(frozen=True)
class Evidence:
    """The figures of a set of projects."""

    projects: int
    countries: list[Term]
    groups: list[GroupStanding]
    """Country groups that any of the countries is in today, each with these countries."""
    first_year: int | None
    last_year: int | None

    @property
    def is_missing(self) -> bool:
        return self.projects == 0


NOTHING = Evidence(0, [], [], None, None)


def evidence_by(projects: ProjectQuerySet, tag_items: str, language: str) -> dict[int, Evidence]:
    """The evidence of ``projects`` for each tag of a kind, by the tag's primary key.

    ``tag_items``: the relation to the tag rows, ``"mechanism_items"``. Two queries. A project counts
    once however many languages it has; a tag without projects is not in the answer.
    """
    tag = f"{tag_items}__tag"
    figures = (
        projects.order_by()
        .filter(**{f"{tag}__isnull": False})
        .values(tag)
        .annotate(
            projects=Count("translation_key", distinct=True),
            first=Min("start"),
            last=Max("end"),
            latest=Max("start"),
        )
        .values_list(tag, "projects", "first", "last", "latest")
    )
    countries: dict[int, set[int]] = defaultdict(set)
    for tag_pk, country_pk in (
        projects.order_by()
        .filter(**{f"{tag}__isnull": False}, country_items__isnull=False)
        .values_list(tag, "country_items__tag")
        .distinct()
    ):
        countries[tag_pk].add(country_pk)
    return {
        tag_pk: _evidence(count, countries[tag_pk], first, _later(last, latest), language)
        for tag_pk, count, first, last, latest in figures
    }


def evidence_of(projects: ProjectQuerySet, language: str) -> Evidence:
    """The evidence of a set of projects. Two queries."""
    figures = projects.order_by().aggregate(
        projects=Count("translation_key", distinct=True),
        first=Min("start"),
        last=Max("end"),
        latest=Max("start"),
    )
    countries = set(
        projects.order_by()
        .filter(country_items__isnull=False)
        .values_list("country_items__tag", flat=True)
        .distinct()
    )
    return _evidence(
        figures["projects"], countries, figures["first"], _later(figures["last"], figures["latest"]), language
    )


def evidence_by_region(projects: ProjectQuerySet, language: str) -> dict[int, Evidence]:
    """Projects and countries (no years) of each of the programme's regions, by primary key. Two queries."""
    terms = catalogue(language)
    regions = terms.of(Region)
    counts = projects.order_by().aggregate(
        **{f"region_{region.pk}": Count("pk", filter=is_in_region(region.pk)) for region in regions}
    )
    countries = terms.of(Country).pick(
        projects.order_by()
        .filter(country_items__isnull=False)
        .values_list("country_items__tag", flat=True)
        .distinct()
    )
    return {
        region.pk: _evidence(
            counts[f"region_{region.pk}"],
            [country.pk for country in countries if country.tag.region_id == region.pk],
            None,
            None,
            language,
        )
        for region in regions
    }


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


def evidence_by_group(projects: ProjectQuerySet, language: str) -> EvidenceByGroup:
    """The evidence for each group of countries, by who is in it today. One query.

    The time of a project is its start, or its end where the start is not known.
    """
    terms = catalogue(language)
    countries = terms.of(Country)
    projects_in: dict[int, set[int]] = defaultdict(set)
    days = []
    for project_pk, country_pk, start, end in (
        projects.order_by()
        .filter(country_items__isnull=False)
        .values_list("pk", "country_items__tag", "start", "end")
    ):
        projects_in[country_pk].add(project_pk)
        country, day = countries.by_pk(country_pk), start or end
        if country and day:
            days.append((country, day))
    today = {row.group.pk: row for row in standings_today(countries.pick(projects_in), language)}
    left = left_since(days, language)
    evidence = EvidenceByGroup([], [])
    for group in terms.of(CountryGroup):
        standing = today.get(group.pk, GroupStanding(group, ()))
        if standing.now or group.pk in left:
            number = len(set().union(*(projects_in[country.pk] for country in standing.now)))
            evidence.found.append(GroupEvidence(standing, number, left.get(group.pk, [])))
        else:
            evidence.without.append(group)
    return evidence


def _later(last: date | None, latest: date | None) -> date | None:
    """The last month that is known: an end, or the start of a project whose end is not known."""
    return max((day for day in (last, latest) if day), default=None)


def _evidence(
    count: int, country_pks: Iterable[int], first: date | None, last: date | None, language: str
) -> Evidence:
    countries = catalogue(language).of(Country).pick(country_pks)
    return Evidence(
        projects=count,
        countries=countries,
        groups=standings_today(countries, language),
        first_year=first.year if first else None,
        last_year=last.year if last else None,
    )
