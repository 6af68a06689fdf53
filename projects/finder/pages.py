"""From places in the portfolio to the pages that a list prints."""

from collections.abc import Sequence

from vocabularies.tagging import give_terms

from ..models.project_page import ProjectPage
from ..querysets import ProjectQuerySet
from .portfolio import Portfolio


def pages_at(
    positions: Sequence[int], language: str, among: Portfolio, projects: ProjectQuerySet | None = None
) -> list[ProjectPage]:
    """The projects at these positions in the best language for the reader, with their terms attached.

    ``projects``: the queryset to get them from, where a list needs more of them than a card does. One
    query: what they are tagged with is known.
    """
    wanted = {among.page_in(position, language): position for position in positions}
    if not wanted:
        return []
    if projects is None:
        projects = ProjectPage.objects.select_related("locale").defer_streamfields()
    found = projects.in_bulk(list(wanted))
    pages = [found[pk] for pk in wanted if pk in found]
    for page in pages:
        give_terms(page, among.tags[wanted[page.pk]], language)
    return pages
