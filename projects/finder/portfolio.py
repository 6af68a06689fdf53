"""Every public project's facts, read once and kept until content changes.

A project is a position: the latest start first, those without a known start last. Its facts are the same in
every language, so one portfolio serves all of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from core.caching import kept_while_current
from core.collation import collation_key
from core.privacy import is_private
from core.site_structure import language_homes
from vocabularies.catalogue import catalogue, membership_spans
from vocabularies.models import Country, CountryGroup, Region
from vocabularies.tagging import tag_rows, terms_fields

from ..models.choices import PROVING, ExpertKind, Status
from ..models.project_details import Expert, RequestingInstitution
from ..models.project_page import ProjectPage
from .bitsets import bits_of, positions_in, union

YES = "yes"
"""The one value of what a project is or is not."""
PRACTICE, PARTNER = "practice", "partner"
"""Names of sets that no reader can choose: projects that left behind a practice or case study; by country,
those with experts from it who came as a partner's (triangular cooperation)."""
FACET_OF_TAGS = {
    "countries": "country",
    "regions": "region",
    "mechanisms": "way",
    "objectives": "objective",
    "themes": "theme",
    "areas": "area",
    "sdgs": "sdg",
}
"""The name in addresses of what a project is tagged with, by the field of the page."""


@dataclass(frozen=True, eq=False)
class Portfolio:
    """Shared by all requests: never changed."""

    keys: tuple[UUID, ...]
    """The projects' translation keys, by position."""
    slugs: tuple[str, ...]
    """Their permanent codes."""
    pages: tuple[dict[str, int], ...]
    """Their live pages' primary keys by language, that of the source first."""
    starts: tuple[date | None, ...]
    ends: tuple[date | None, ...]
    tags: tuple[dict[str, list[int]], ...]
    """By position, the primary keys of a project's tags by field: ``{"countries": [7], …}``."""
    bits: dict[str, dict[str, int]]
    """By facet and code: ``bits["country"]["ml"]`` is the set of the projects in Mali."""
    known_years: dict[int, int]
    """The sets of the projects that are known to have begun or ended in a year."""
    position_of_page: dict[int, int]
    """By the primary key of any of their pages."""
    position_of_key: dict[UUID, int]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def everything(self) -> int:
        return (1 << len(self.keys)) - 1

    def having(self, facet: str, code: str) -> int:
        """The set of the projects with a value; empty where none has it."""
        return self.bits.get(facet, {}).get(code, 0)

    def page_in(self, position: int, language: str) -> int:
        """The primary key of a project's page: in the language if there is one, else in its source's."""
        pages = self.pages[position]
        return pages.get(language) or next(iter(pages.values()))

    def of_pages(self, pks: Iterable[int]) -> int:
        """The set of the projects that these pages, in whatever language, are of."""
        found = self.position_of_page
        return bits_of((found[pk] for pk in pks if pk in found), len(self))

    def having_any(self, facet: str, codes: Iterable[str]) -> int:
        return union(self.having(facet, code) for code in codes)

    @property
    def proving(self) -> int:
        """The set of the projects that can be evidence."""
        return self.having_any("status", PROVING)

    def of_key(self, key: UUID) -> int:
        """The set of one project; empty where it is not public."""
        place = self.position_of_key.get(key)
        return 0 if place is None else 1 << place

    def years(self, bits: int) -> tuple[int | None, int | None]:
        """The first and the last year that is known of any project of a set."""
        years = [year for year, known in self.known_years.items() if known & bits]
        return (min(years), max(years)) if years else (None, None)

    def day(self, position: int) -> date | None:
        """The time of a project: its start, or its end where the start is not known."""
        return self.starts[position] or self.ends[position]


def portfolio() -> Portfolio:
    return _portfolio(timezone.localdate().year)


@dataclass(frozen=True)
class _Source:
    """A project's oldest live page: its facts are read from it, as they are the same in all."""

    pk: int
    key: UUID
    slug: str
    status: str
    start: date | None
    end: date | None
    locale: int


@kept_while_current
def _portfolio(this_year: int) -> Portfolio:
    """Five queries. ``this_year``: the last one that a project under way is in."""
    sources, pages = _pages()
    # Mostly one: the facts of two pages out of three need not be read.
    locales = {source.locale for source in sources}
    carrying = _carrying_a_practice()
    sources.sort(key=lambda source: source.slug)
    sources.sort(key=lambda source: source.start or date.min, reverse=True)
    position = {source.pk: place for place, source in enumerate(sources)}
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    known_years: dict[int, list[int]] = defaultdict(list)
    for place, source in enumerate(sources):
        found["status"][source.status].append(place)
        if source.key in carrying:
            found[PRACTICE][YES].append(place)
        for language in pages[source.key]:
            found["language"][language].append(place)
        for known in {day.year for day in (source.start, source.end) if day}:
            known_years[known].append(place)
        for year in _years(source, this_year):
            found["year"][str(year)].append(place)
    size = len(sources)
    tags: tuple[dict[str, list[int]], ...] = tuple({} for _source in sources)
    fields = terms_fields(ProjectPage)
    slugs = {
        field.name: {term.pk: term.slug for term in catalogue().of(field.vocabulary)} for field in fields
    }
    for pk, name, tag in tag_rows(fields, content_object__locale__in=locales):
        if (tagged := position.get(pk)) is not None:
            found[FACET_OF_TAGS[name]][slugs[name][tag]].append(tagged)
            tags[tagged].setdefault(name, []).append(tag)
    for facet, code, pk in (*_requesters(locales), *_experts(locales)):
        if pk in position:
            found[facet][code].append(position[pk])
    bits = {
        facet: {code: bits_of(places, size) for code, places in codes.items()}
        for facet, codes in found.items()
    }
    bits["region"] = _regions(bits)
    bits["group-then"] = _groups_then(bits.get("country", {}), sources)
    return Portfolio(
        keys=tuple(source.key for source in sources),
        slugs=tuple(source.slug for source in sources),
        pages=tuple(pages[source.key] for source in sources),
        starts=tuple(source.start for source in sources),
        ends=tuple(source.end for source in sources),
        tags=tags,
        bits=bits,
        known_years={year: bits_of(places, size) for year, places in known_years.items()},
        position_of_page={pk: position[source.pk] for source in sources for pk in pages[source.key].values()},
        position_of_key={source.key: place for place, source in enumerate(sources)},
    )


def _pages() -> tuple[list[_Source], dict[UUID, dict[str, int]]]:
    """The projects' sources, and all their live pages by language, each source first."""
    languages = {home.locale.pk: code for code, home in language_homes().items()}
    sources: dict[UUID, _Source] = {}
    pages: dict[UUID, dict[str, int]] = defaultdict(dict)
    rows = (
        ProjectPage.objects.live()
        .exclude(is_private())
        .filter(alias_of=None, locale__in=languages)
        .order_by("pk")
        .values_list("pk", "translation_key", "slug", "status", "start", "end", "locale_id")
    )
    for pk, key, slug, status, start, end, locale in rows:
        if key not in sources:
            sources[key] = _Source(pk, key, slug, status, start, end, locale)
        pages[key][languages[locale]] = pk
    return list(sources.values()), pages


def _years(source: _Source, this_year: int) -> range:
    """The years that a project is known to have been under way in."""
    first, last = source.start or source.end, source.end or source.start
    if first is None or last is None:
        return range(0)
    if source.end is None and source.status == Status.ONGOING:
        return range(first.year, max(first.year, this_year) + 1)
    return range(first.year, last.year + 1)


def _carrying_a_practice() -> set[UUID]:
    """The keys of the projects that left behind a practice or case study. One query.

    Its title is words, which a translation may lack for a while: any live language's will do.
    """
    pages = ProjectPage.objects.live().filter(alias_of=None).with_practice()
    return set(pages.values_list("translation_key", flat=True))


def _requesters(locales: Collection[int]) -> Iterator[tuple[str, str, int]]:
    """What kinds of institutions asked, and whether several did so together. One query."""
    numbers: dict[int, int] = defaultdict(int)
    for pk, kind, number in (
        RequestingInstitution.objects.filter(page__locale__in=locales)
        .order_by()
        .values_list("page", "kind")
        .annotate(Count("pk"))
    ):
        numbers[pk] += number
        yield "institution", kind, pk
    for pk, number in numbers.items():
        if number > 1:
            yield "joint", YES, pk


def _experts(locales: Collection[int]) -> Iterator[tuple[str, str, int]]:
    """Which countries gave experts, and which did so as partners. One query."""
    experts = Expert.objects.filter(page__locale__in=locales).order_by()
    rows = experts.values_list("page", "country__slug", "kind").distinct()
    for pk, country, kind in rows:
        if country:
            yield "expert", country, pk
        if kind == ExpertKind.PARTNER_COUNTRY:
            yield "triangular", YES, pk
            if country:
                yield PARTNER, country, pk


def _regions(bits: dict[str, dict[str, int]]) -> dict[str, int]:
    """A project is in the regions of its countries, and in a region as a whole where it is tagged so."""
    terms = catalogue()
    regions = dict(bits.get("region", {}))
    for country in terms.of(Country):
        region = terms.of(Region).by_pk(country.tag.region_id)
        projects = bits.get("country", {}).get(country.slug, 0)
        if region and projects:
            regions[region.slug] = regions.get(region.slug, 0) | projects
    return regions


def _groups_then(countries: dict[str, int], sources: list[_Source]) -> dict[str, int]:
    """Projects with a country that was in a group when they began (or ended, where that alone is known).

    Only of groups whose former members are recorded.
    """
    terms = catalogue()
    days = [source.start or source.end for source in sources]
    found: dict[str, list[int]] = defaultdict(list)
    for span in membership_spans():
        group, country = terms.of(CountryGroup).by_pk(span.group_id), terms.of(Country).by_pk(span.country_id)
        if group and country and group.tag.history_is_known:
            found[group.slug] += [
                place
                for place in positions_in(countries.get(country.slug, 0))
                if (day := days[place]) and span.covers(day)
            ]
    return {code: bits_of(places, len(sources)) for code, places in found.items() if places}


def groups_today(found: Portfolio) -> dict[str, int]:
    """The sets of the projects with a country that is in a group today, by the group's code."""
    return _groups_on(timezone.localdate())


@kept_while_current
def _groups_on(today: date) -> dict[str, int]:
    found, terms = portfolio(), catalogue()
    groups: dict[str, int] = defaultdict(int)
    for span in membership_spans():
        group, country = terms.of(CountryGroup).by_pk(span.group_id), terms.of(Country).by_pk(span.country_id)
        if group and country and span.covers(today):
            groups[group.slug] |= found.having("country", country.slug)
    return {code: bits for code, bits in groups.items() if bits}


@kept_while_current
def in_order_of_titles(language: str) -> tuple[int, ...]:
    """All positions, by the titles that a reader of the language is shown. One query."""
    found = portfolio()
    shown = [found.page_in(place, language) for place in range(len(found))]
    # All titles rather than those of thousands of keys: a database takes only so many.
    titles = dict(ProjectPage.objects.live().values_list("pk", "title"))
    keys = [collation_key(titles.get(pk, ""), language) for pk in shown]
    return tuple(sorted(range(len(found)), key=keys.__getitem__))


@kept_while_current
def in_order_of_countries(language: str) -> tuple[int, ...]:
    """All positions by their first country in the reader's alphabet; those without a country last."""
    found = portfolio()
    order: dict[int, None] = {}
    for country in catalogue(language).of(Country):
        order.update(dict.fromkeys(positions_in(found.having("country", country.slug))))
    order.update(dict.fromkeys(range(len(found))))
    return tuple(order)
