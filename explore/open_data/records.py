"""A project as the files say it, by field (``fields``): facts in the file's language, words in the page's."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from core.figures import with_figures
from core.file_values import month, plain_text
from core.site_structure import language_homes
from projects.finder.facets import BY_NAME
from projects.finder.portfolio import YES
from projects.models import ProjectPage
from vocabularies.catalogue import Term, catalogue
from vocabularies.models import Country, CountryGroup, Region

from .selection import Selection

Record = dict[str, Any]


def records(selection: Selection) -> Iterator[Record]:
    """Of all that was found, in its order."""
    reader = _Reader(selection)
    for pages in selection.chunks():
        addresses = reader.addresses_of(pages)
        for page in pages:
            yield reader.record(page, addresses)


class _Reader:
    """Reads the pages of one selection; what is the same for all of them is looked up once."""

    def __init__(self, selection: Selection) -> None:
        self.language = selection.language
        self.portfolio = selection.finding.portfolio
        terms = catalogue(self.language)
        self.countries, self.regions, self.groups = (
            terms.of(vocabulary) for vocabulary in (Country, Region, CountryGroup)
        )
        # The filter's own sets, so that a file says of each project what it can be found by.
        self.sets = {
            name: BY_NAME[name].sets(self.portfolio)
            for name in ("region", "group", "group-then", "joint", "triangular", "language")
        }

    def addresses_of(self, pages: list[ProjectPage]) -> dict[int, str]:
        """The addresses of the pages and of their translations, by primary key. One query."""
        homes = {home.locale.pk: home for home in language_homes().values()}
        portfolio = self.portfolio
        wanted = [
            pk for page in pages for pk in portfolio.pages[portfolio.position_of_page[page.pk]].values()
        ]
        rows = ProjectPage.objects.filter(pk__in=wanted).values_list("pk", "url_path", "locale_id")
        return {
            pk: settings.SITE_URL + homes[locale].path_of(url_path)
            for pk, url_path, locale in rows
            if locale in homes
        }

    def record(self, page: ProjectPage, addresses: dict[int, str]) -> Record:
        position = self.portfolio.position_of_page[page.pk]
        terms = page.terms
        translations = self.portfolio.pages[position]
        experts = [self.expert(row) for row in page.experts.all()]
        activities = [
            self.activity(number, row, page.language) for number, row in enumerate(page.activities.all(), 1)
        ]
        expert_countries = self.countries.pick(
            row.country_id for row in page.experts.all() if row.country_id is not None
        )

        def printed(text: str) -> str:
            return with_figures(text, page.language)

        return {
            "code": page.slug,
            "address": page.full_address,
            "language": page.language,
            "languages": list(translations),
            "title": printed(page.title),
            "summary": printed(page.summary),
            "status": page.status,
            "status_name": page.get_status_display(),
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
                {"name": printed(row.name), "kind": row.kind, "kind_name": row.get_kind_display()}
                for row in page.institutions.all()
            ],
            "joint": self.has("joint", YES, position),
            "experts": experts,
            **_codes_and_names("expert_countries", "expert_country_names", expert_countries),
            "triangular": self.has("triangular", YES, position),
            "activity_count": len(activities),
            "activities": activities,
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
                for row in page.documents.all()
            ],
            "sources": [
                {"title": printed(row.title), "address": row.url} for row in page.sources.all() if row.title
            ],
            "translations": [
                {"language": language, "address": addresses[pk]}
                for language, pk in translations.items()
                if pk in addresses
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
            "kind_name": row.get_kind_display(),
        }

    def activity(self, number: int, row: Any, language: str) -> Record:
        country = self.countries.by_pk(row.country_id)
        return {
            "number": number,
            "title": with_figures(row.title, language),
            "type": row.type,
            "type_name": row.get_type_display(),
            "country": country.slug if country else None,
            "country_name": country.name if country else "",
            "month": month(row.month) or None,
            "mode": row.mode or None,
            "mode_name": row.get_mode_display(),
        }


def _codes_and_names(codes: str, names: str, terms: list[Term]) -> Record:
    return {codes: [term.slug for term in terms], names: [term.name for term in terms]}


def _address(document: Any) -> str:
    return urljoin(settings.SITE_URL, document.url) if document else ""


def _day(moment: datetime | None) -> str | None:
    return timezone.localdate(moment).isoformat() if moment else None
