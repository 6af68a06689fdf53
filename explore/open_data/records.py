"""A project as the files say it, by field (``fields``): facts in the file's language, words in the page's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from core.figures import with_figures
from core.file_values import month, plain_text
from projects.finder.facets import BY_NAME
from projects.finder.portfolio import YES
from projects.models import (
    Activity,
    Expert,
    ProjectDocument,
    ProjectPage,
    RequestingInstitution,
    Source,
)
from projects.models.choices import ActivityMode, ActivityType, ExpertKind, InstitutionKind, Status
from vocabularies.catalogue import Term, catalogue
from vocabularies.models import Country, CountryGroup, Region

from .selection import Selection, rows_by_page

Record = dict[str, Any]
Rows = dict[int, list[Any]]


def records(selection: Selection) -> Iterator[Record]:
    """Of all that was found, in its order."""
    reader = _Reader(selection)
    for pages in selection.chunks():
        chunk = reader.details_of(pages)
        for page in pages:
            yield reader.record(page, chunk)


@dataclass(frozen=True)
class _Details:
    """Of the pages of one chunk, by the page's primary key."""

    addresses: dict[int, str]
    """Of their translations, too."""
    institutions: Rows
    experts: Rows
    activities: Rows
    documents: Rows
    sources: Rows


class _Reader:
    """Reads the pages of one selection; what is the same for all of them is looked up once."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.portfolio = selection.finding.portfolio
        terms = catalogue(selection.language)
        self.countries, self.regions, self.groups = (
            terms.of(vocabulary) for vocabulary in (Country, Region, CountryGroup)
        )
        self.statuses, self.institution_kinds, self.expert_kinds, self.types, self.modes = (
            {code: str(text) for code, text in choices.choices}
            for choices in (Status, InstitutionKind, ExpertKind, ActivityType, ActivityMode)
        )
        # The filter's own sets, so that a file says of each project what it can be found by.
        self.sets = {
            name: BY_NAME[name].sets(self.portfolio)
            for name in ("region", "group", "group-then", "joint", "triangular", "language")
        }

    def details_of(self, pages: list[ProjectPage]) -> _Details:
        """In six queries."""
        homes = {home.locale.pk: home for home in self.selection.homes.values()}
        wanted = [pk for page in pages for pk in self.translations(page).values()]
        places = ProjectPage.objects.filter(pk__in=wanted).values_list("pk", "url_path", "locale_id")
        return _Details(
            addresses={
                pk: settings.SITE_URL + homes[locale].path_of(url_path)
                for pk, url_path, locale in places
                if locale in homes
            },
            institutions=rows_by_page(RequestingInstitution.objects.all(), pages),
            experts=rows_by_page(Expert.objects.all(), pages),
            activities=rows_by_page(Activity.objects.all(), pages),
            documents=rows_by_page(ProjectDocument.objects.select_related("document"), pages),
            sources=rows_by_page(Source.objects.all(), pages),
        )

    def translations(self, page: ProjectPage) -> dict[str, int]:
        """The primary keys of a project's pages by language."""
        return self.portfolio.pages[self.portfolio.position_of_page[page.pk]]

    def record(self, page: ProjectPage, chunk: _Details) -> Record:
        position = self.portfolio.position_of_page[page.pk]
        terms = page.terms
        translations = self.translations(page)
        experts = chunk.experts[page.pk]
        activities = chunk.activities[page.pk]

        def printed(text: str) -> str:
            return with_figures(text, page.language)

        return {
            "code": page.slug,
            "address": self.selection.address_of(page),
            "language": page.language,
            "languages": list(translations),
            "title": printed(page.title),
            "summary": printed(page.summary),
            "status": page.status,
            "status_name": self.statuses[page.status],
            "start": month(page.start) or None,
            "end": month(page.end) or None,
            **_codes_and_names("countries", "country_names", terms["countries"]),
            **_codes_and_names("regions", "region_names", self.having("region", position, self.regions)),
            **_codes_and_names(
                "groups_today", "group_today_names", self.having("group", position, self.groups)
            ),
            **_codes_and_names(
                "groups_then", "group_then_names", self.having("group-then", position, self.groups)
            ),
            **_codes_and_names("ways", "way_names", terms["mechanisms"]),
            **_codes_and_names("objectives", "objective_names", terms["objectives"]),
            **_codes_and_names("themes", "theme_names", terms["themes"]),
            **_codes_and_names("areas", "area_names", terms["areas"]),
            **_codes_and_names("sdgs", "sdg_names", terms["sdgs"]),
            "institutions": [
                {"name": printed(row.name), "kind": row.kind, "kind_name": self.institution_kinds[row.kind]}
                for row in chunk.institutions[page.pk]
            ],
            "joint": self.has("joint", YES, position),
            "experts": [self.expert(row) for row in experts],
            **_codes_and_names(
                "expert_countries",
                "expert_country_names",
                self.countries.pick(row.country_id for row in experts),
            ),
            "triangular": self.has("triangular", YES, position),
            "activity_count": len(activities),
            "activities": [
                self.activity(number, row, page.language) for number, row in enumerate(activities, 1)
            ],
            "request": printed(plain_text(page.request)),
            "objective": printed(plain_text(page.objective)),
            "results": printed(plain_text(page.results)),
            "outcome": printed(plain_text(page.outcome)),
            "practice_title": printed(page.practice_title),
            "practice_document": _address(page.practice_document),
            "practice_link": page.practice_link,
            "practice_hub_link": page.practice_hub_link,
            "documents": [
                {"title": printed(row.title or row.document.title), "address": _address(row.document)}
                for row in chunk.documents[page.pk]
            ],
            "sources": [
                {"title": printed(row.title), "address": row.url}
                for row in chunk.sources[page.pk]
                if row.title
            ],
            "translations": [
                {"language": language, "address": chunk.addresses[pk]}
                for language, pk in translations.items()
                if pk in chunk.addresses
            ],
            "published": _day(page.first_published_at),
            "updated": _day(page.last_published_at),
        }

    def has(self, facet: str, code: str, position: int) -> bool:
        return bool(self.sets[facet].get(code, 0) >> position & 1)

    def having(self, facet: str, position: int, vocabulary: Any) -> list[Term]:
        """The terms of a vocabulary that the project at a position has by a facet."""
        return [term for term in vocabulary if self.has(facet, term.slug, position)]

    def expert(self, row: Any) -> Record:
        country = self.countries.by_pk(row.country_id)
        return {
            "country": country.slug if country else None,
            "country_name": country.name if country else "",
            "kind": row.kind,
            "kind_name": self.expert_kinds[row.kind],
        }

    def activity(self, number: int, row: Any, language: str) -> Record:
        country = self.countries.by_pk(row.country_id)
        return {
            "number": number,
            "title": with_figures(row.title, language),
            "type": row.type,
            "type_name": self.types[row.type],
            "country": country.slug if country else None,
            "country_name": country.name if country else "",
            "month": month(row.month) or None,
            "mode": row.mode or None,
            "mode_name": self.modes.get(row.mode, ""),
        }


def _codes_and_names(codes: str, names: str, terms: list[Term]) -> Record:
    return {codes: [term.slug for term in terms], names: [term.name for term in terms]}


def _address(document: Any) -> str:
    return urljoin(settings.SITE_URL, document.url) if document else ""


def _day(moment: datetime | None) -> str | None:
    return timezone.localdate(moment).isoformat() if moment else None
