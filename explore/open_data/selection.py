"""What a file holds: all that a filter finds, in the order of the screen, some projects at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import QueryDict

from core.privacy import is_private
from core.site_structure import public_list_page
from projects.finder import Finding, find
from projects.models import ProjectDocument, ProjectIndexPage, ProjectPage
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

    def chunks(self) -> Iterator[list[ProjectPage]]:
        """Each with all that its files need, in eight queries."""
        return self.finding.in_chunks(CHUNK, with_all_details())


def select(parameters: QueryDict) -> Selection:
    """What an address asks for in the active language; 404 where the list of projects is not public in it."""
    index = public_list_page(ProjectIndexPage)
    return Selection(find(parameters, index.language), index)


def with_all_details() -> ProjectQuerySet:
    """Public still, though they were when the portfolio was read."""
    return (
        ProjectPage.objects.live()
        .exclude(is_private())
        .select_related("locale", "practice_document")
        .prefetch_related(
            "institutions",
            "experts",
            "activities",
            "sources",
            Prefetch("documents", ProjectDocument.objects.select_related("document")),
        )
        .defer_streamfields()
    )
