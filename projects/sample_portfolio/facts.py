"""What is true of a made-up project, in every language: drawn by lot, the same for the same seed.

How often a thing occurs follows what is known of the programme (most projects in one country, half of them
in Africa, seven in eight completed) and is guessed where nothing is known. A project's lots depend on the
seed and on its number alone: the first hundred of ten thousand are those of a portfolio of a hundred.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from projects.models.choices import ActivityMode, ActivityType, ExpertKind, InstitutionKind, Status
from vocabularies.models import Area, Country, Mechanism, Objective, Region, Sdg, Theme

Item = TypeVar("Item")
Weights = dict[Item, int]

FIRST_MONTH = date(2009, 1, 1)
LAST_MONTH = date(2026, 6, 1)
"""The last in which a project has ended. Fixed: the same seed gives the same portfolio on whatever day."""

EU = set("at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk".split())  # noqa: SIM905

REGIONS: Weights[str] = {
    "western-and-central-africa": 30,
    "eastern-and-southern-africa": 20,
    "latin-america-and-the-caribbean": 20,
    "asia": 16,
    "eu-neighbourhood": 14,
}
WAYS: Weights[str] = {"way-1": 45, "way-5": 22, "way-2": 15, "way-3": 10, "way-4": 8}
OBJECTIVES: Weights[str] = {"gcm-23": 30, "gcm-7": 18, "gcm-5": 16, "gcm-11": 14}
SDGS: Weights[str] = {"sdg-10": 30, "sdg-8": 20, "sdg-16": 15, "sdg-17": 15, "sdg-5": 8, "sdg-13": 5}
AREAS: Weights[str] = {"policy": 16, "labour": 14, "border": 10, "training": 9, "data": 9, "asylum": 7}
SELDOM = 2
"""The weight of what the tables above do not name."""

GIVERS = 30
"""Partner countries whose experts work elsewhere: triangular cooperation."""

STATUSES: Weights[Status] = {
    Status.COMPLETED: 86,
    Status.ONGOING: 8,
    Status.PIPELINE: 3,
    Status.CANCELLED: 2,
    Status.ON_HOLD: 1,
}
INSTITUTIONS: Weights[InstitutionKind] = {
    InstitutionKind.NATIONAL_AUTHORITY: 74,
    InstitutionKind.LOCAL_AUTHORITY: 12,
    InstitutionKind.PARLIAMENT: 4,
    InstitutionKind.JUDICIARY: 4,
    InstitutionKind.OMBUDSPERSON: 3,
}
JOINT = {**INSTITUTIONS, InstitutionKind.CIVIL_SOCIETY: 20}
"""Who joins a first institution: civil society asks jointly only."""
ACTIVITIES: Weights[ActivityType] = {
    ActivityType.FACT_FINDING: 18,
    ActivityType.TRAINING: 22,
    ActivityType.WORKSHOP: 22,
    ActivityType.STUDY_VISIT: 10,
    ActivityType.EXPERT_MISSION: 8,
    ActivityType.DRAFTING: 8,
    ActivityType.PEER_REVIEW: 5,
    ActivityType.CONFERENCE: 4,
    ActivityType.EVENT: 2,
    ActivityType.OTHER: 1,
}
MODES: Weights[ActivityMode] = {ActivityMode.IN_PERSON: 7, ActivityMode.ONLINE: 2, ActivityMode.HYBRID: 1}


class VocabulariesMissing(Exception):
    """There are no tags to choose from."""


@dataclass(frozen=True)
class ExpertFacts:
    kind: ExpertKind
    country: Country | None


@dataclass(frozen=True)
class ActivityFacts:
    type: ActivityType
    mode: ActivityMode | str
    country: Country | None
    month: date | None


@dataclass(frozen=True)
class ProjectFacts:
    """A project without its words."""

    number: int
    languages_missing: frozenset[str]
    countries: list[Country]
    regions: list[Region]
    region: Region
    """Where it is, whether by its countries or as a whole."""
    mechanisms: list[Mechanism]
    objectives: list[Objective]
    themes: list[Theme]
    areas: list[Area]
    sdgs: list[Sdg]
    status: Status
    start: date | None
    end: date | None
    institutions: list[InstitutionKind]
    experts: list[ExpertFacts]
    activities: list[ActivityFacts]
    has_practice: bool
    published: datetime
    number_in_place: int
    """The how-manieth project in its country, or across its region: “Mali 12”."""
    words_lot: int
    """From which its words are drawn, the same in every language."""


def portfolio(number: int, seed: int) -> Iterator[ProjectFacts]:
    """The facts of ``number`` projects. Raises ``VocabulariesMissing``."""
    lots = _Lots(seed)
    in_place: Counter[Any] = Counter()
    for one in range(1, number + 1):
        yield lots.project(one, in_place)


class _Lots:
    """All tags, read once, with their weights."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        countries = list(Country.objects.select_related("region").order_by("slug"))
        self.partners = [country for country in countries if country.region_id]
        self.eu = [country for country in countries if country.slug in EU]
        # Some countries ask far more often than others; which ones is a lot of its own.
        Random(f"{seed}").shuffle(self.partners)
        # Nor do all of them have experts to give.
        self.givers = self.partners[:GIVERS]
        self.places: dict[Region, dict[Country, int]] = {}
        for country in self.partners:
            weights = self.places.setdefault(country.region, {})
            weights[country] = 100 // (3 + len(weights))
        self.regions = {region: REGIONS.get(region.slug, SELDOM) for region in self.places}
        self.mechanisms = _weighted(Mechanism, WAYS)
        self.objectives = _weighted(Objective, OBJECTIVES)
        self.areas = _weighted(Area, AREAS)
        self.themes = _weighted(Theme, {})
        self.sdgs = _weighted(Sdg, SDGS)
        if not (self.places and self.mechanisms and self.objectives and self.themes):
            raise VocabulariesMissing("There are no tags to choose from: manage.py load_content")

    def project(self, number: int, in_place: Counter[Any]) -> ProjectFacts:
        random = Random(f"{self.seed}/{number}")
        region = _one(random, self.regions)
        kind_of_place = _one(random, {"country": 82, "countries": 14, "region": 4})
        countries: list[Country] = []
        if kind_of_place != "region":
            wanted = (
                1 if kind_of_place == "country" else random.choices(range(2, 8), [40, 25, 14, 9, 6, 6])[0]
            )
            countries = _some(random, self.places[region], wanted)
        place = countries[0] if len(countries) == 1 else region
        in_place[place] += 1
        status = _one(random, STATUSES)
        start, end = _period(random, status)
        experts = self._experts(random, countries)
        areas = _some(random, self.areas, random.choices([0, 1, 2, 3], [6, 60, 27, 7])[0])
        themes = list(dict.fromkeys(area.theme for area in areas)) or _some(random, self.themes, 1)
        return ProjectFacts(
            number=number,
            languages_missing=_languages_missing(random),
            countries=countries,
            regions=[] if countries else [region],
            region=region,
            mechanisms=self._mechanisms(random, countries, experts),
            objectives=_some(random, self.objectives, random.choices([1, 2, 3], [50, 35, 15])[0]),
            themes=themes,
            areas=areas,
            sdgs=_some(random, self.sdgs, random.choices([0, 1, 2, 3], [60, 20, 13, 7])[0]),
            status=status,
            start=start,
            end=end,
            institutions=_institutions(random, countries),
            experts=experts,
            activities=_activities(random, countries, status, start, end),
            has_practice=status == Status.COMPLETED and random.random() < 0.02,
            published=_published(random, start or end),
            number_in_place=in_place[place],
            words_lot=random.getrandbits(64),
        )

    def _mechanisms(
        self, random: Random, countries: Sequence[Country], experts: list[ExpertFacts]
    ) -> list[Mechanism]:
        chosen = _some(random, self.mechanisms, random.choices([1, 2, 3], [60, 30, 10])[0])
        by_slug = {mechanism.slug: mechanism for mechanism in self.mechanisms}
        if len(countries) != 1 and random.random() < 0.8 and (regional := by_slug.get("way-3")):
            chosen.append(regional)
        if any(expert.kind == ExpertKind.PARTNER_COUNTRY for expert in experts) and random.random() < 0.7:
            chosen += [by_slug[slug] for slug in ("way-4",) if slug in by_slug]
        return list(dict.fromkeys(chosen))

    def _experts(self, random: Random, countries: Sequence[Country]) -> list[ExpertFacts]:
        eu = random.sample(self.eu, min(len(self.eu), random.choices([0, 1, 2, 3], [12, 40, 35, 13])[0]))
        experts = [ExpertFacts(ExpertKind.EU_MEMBER_STATE, country) for country in eu]
        others = [country for country in self.givers if country not in countries]
        if others and random.random() < 0.25:
            for country in random.sample(others, min(len(others), random.choices([1, 2], [75, 25])[0])):
                experts.append(ExpertFacts(ExpertKind.PARTNER_COUNTRY, country))
        if random.random() < 0.1:
            experts.append(ExpertFacts(ExpertKind.INTERNATIONAL_ORGANISATION, None))
        return experts


def _weighted(model: Any, weights: Weights[str]) -> dict[Any, int]:
    tags = model.objects.order_by("slug")
    if model is Area:
        tags = tags.select_related("theme")
    return {tag: weights.get(tag.slug, SELDOM) for tag in tags}


def _one(random: Random, weights: Weights[Item]) -> Item:
    return random.choices(list(weights), list(weights.values()))[0]


def _some(random: Random, weights: Weights[Item], number: int) -> list[Item]:
    """Up to ``number`` different ones."""
    left = dict(weights)
    chosen: list[Item] = []
    while left and len(chosen) < number:
        chosen.append(_one(random, left))
        del left[chosen[-1]]
    return chosen


def _languages_missing(random: Random) -> frozenset[str]:
    """One project in ten lacks a translation, or both."""
    lots: Weights[frozenset[str]] = {
        frozenset(): 90,
        frozenset(["fr"]): 4,
        frozenset(["es"]): 4,
        frozenset(["fr", "es"]): 2,
    }
    return _one(random, lots)


def _later(month: date, by: int) -> date:
    months = month.year * 12 + month.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)


def _month(random: Random, first: date, last: date) -> date:
    """One from ``first`` to ``last``; ``first`` where that is the later one."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return _later(first, random.randint(0, max(0, months)))


def _period(random: Random, status: Status) -> tuple[date | None, date | None]:
    """First and last month. They fit the status; some of them are not known."""
    start, length = _month(random, FIRST_MONTH, _later(LAST_MONTH, -4)), random.randint(4, 40)
    match status:
        case Status.COMPLETED | Status.CANCELLED:
            known = random.choices(["both", "end", "start", "neither"], [88, 4, 5, 3])[0]
            end = min(_later(start, length), LAST_MONTH)
            return start if known in ("both", "start") else None, end if known in ("both", "end") else None
        case Status.ONGOING:
            end = _later(LAST_MONTH, 12 + length)
            return _month(random, _later(LAST_MONTH, -24), LAST_MONTH), random.choice([None, end])
        case Status.PIPELINE:
            soon = _month(random, _later(LAST_MONTH, 1), _later(LAST_MONTH, 6))
            return random.choice([None, soon]), None
    return start, None


def _institutions(random: Random, countries: Sequence[Country]) -> list[InstitutionKind]:
    first = _one(random, INSTITUTIONS)
    if not countries or (len(countries) > 1 and random.random() < 0.5):
        first = InstitutionKind.REGIONAL_ORGANISATION
    others = random.choices([0, 1, 2], [72, 21, 7])[0]
    return [first, *(_one(random, JOINT) for _ in range(others))]


def _activities(
    random: Random, countries: Sequence[Country], status: Status, start: date | None, end: date | None
) -> list[ActivityFacts]:
    if status == Status.PIPELINE or random.random() < 0.6:
        return []
    activities = []
    for _number in range(random.choices(range(2, 9), [10, 12, 15, 18, 20, 18, 7])[0]):
        month = None
        if start and random.random() < 0.9:
            month = _month(random, start, min(end or _later(start, 12), LAST_MONTH))
        activities.append(
            ActivityFacts(
                type=_one(random, ACTIVITIES),
                mode=_one(random, MODES) if random.random() < 0.8 else "",
                country=random.choice(countries) if countries and random.random() < 0.7 else None,
                month=month,
            )
        )
    return sorted(activities, key=lambda activity: activity.month or date.max)


def _published(random: Random, about: date | None) -> datetime:
    """Some time after the project began."""
    day = (about or date(2020, 4, 1)) + timedelta(days=random.randint(30, 400))
    day = min(day, LAST_MONTH)
    return datetime(day.year, day.month, day.day, random.randint(7, 16), random.randint(0, 59), tzinfo=UTC)
