"""What a file holds: all that a filter finds, in the order of the screen, some projects at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict

from core.privacy import is_private
from core.site_structure import LanguageHome, language_homes, public_list_page
from projects.finder import Finding, find
from projects.models import ProjectIndexPage, ProjectPage
from projects.querysets import ProjectQuerySet

CHUNK = 100
"""Projects that are in memory at a time."""


@dataclass(frozen=True)
class Selection:
    finding: Finding
    index: ProjectIndexPage

    @property
    def language(self) -> str:
        return self.finding.language

    @property
    def address(self) -> str:
        """Of the same on the screen."""
        return self.index.full_address + self.finding.filter.query()

    @cached_property
    def homes(self) -> dict[str, LanguageHome]:
        """Asked for once a file: each asking is one of the cache."""
        return language_homes()

    def address_of(self, page: ProjectPage) -> str:
        home = self.homes.get(page.language)
        return settings.SITE_URL + home.path_of(page.url_path) if home else ""

    def chunks(self) -> Iterator[list[ProjectPage]]:
        return self.finding.in_chunks(CHUNK, still_public())


def still_public() -> ProjectQuerySet:
    """As they were when the portfolio was read, but for what has been taken off the site since."""
    return (
        ProjectPage.objects.live()
        .exclude(is_private())
        .select_related("locale", "practice_document")
        .defer_streamfields()
    )


def rows_by_page(rows: QuerySet, pages: Iterable[ProjectPage]) -> dict[int, list[Any]]:
    """What pages list, in its order, by the page's primary key. One query.

    Of thousands of pages it takes half the time of ``prefetch_related``, which makes a queryset a page.
    """
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.filter(page__in=[page.pk for page in pages]).order_by("sort_order"):
        found[row.page_id].append(row)
    return found


def select(parameters: QueryDict) -> Selection:
    """What an address asks for in the active language; 404 where the list of projects is not public in it."""
    index = public_list_page(ProjectIndexPage)
    return Selection(find(parameters, index.language), index)
