"""From places in the portfolio to the pages that a list prints."""

from collections.abc import Sequence

from core.page_lists import ListedPage, read_when_printed
from vocabularies.tagging import attach_terms, give_terms, terms_fields

from ..models.project_page import ProjectPage
from ..querysets import ProjectQuerySet
from .portfolio import Portfolio, portfolio


def pages_at(
    positions: Sequence[int], language: str, among: Portfolio, projects: ProjectQuerySet | None = None
) -> list[ProjectPage]:
    """The projects at these positions in the best language for the reader, with their terms attached.

    ``projects``: the queryset to get them from, where a list needs more of them than a line does. One query:
    what they are tagged with is known.
    """
    return _pages([among.page_in(position, language) for position in positions], language, among, projects)


def listed_at(
    positions: Sequence[int], language: str, among: Portfolio, projects: ProjectQuerySet | None = None
) -> list[ListedPage]:
    """The same for a list whose lines are kept: read when one of them is not."""
    return read_when_printed(
        [among.page_in(position, language) for position in positions],
        lambda pks: _pages(pks, language, among, projects),
    )


def _pages(
    pks: Sequence[int], language: str, among: Portfolio, projects: ProjectQuerySet | None
) -> list[ProjectPage]:
    if not pks:
        return []
    if projects is None:
        projects = ProjectPage.objects.select_related("locale").defer_streamfields()
    found = projects.in_bulk(list(pks))
    pages = [found[pk] for pk in pks if pk in found]
    for page in pages:
        give_terms(page, among.tags[among.position_of_page[page.pk]], language)
    return pages


def attach_known_terms(project: ProjectPage) -> None:
    """As ``attach_terms``, without a query where the portfolio knows the project. A draft has its own."""
    among, unsaved = portfolio(), getattr(project, "_cluster_related_objects", {})
    position = among.position_of_page.get(project.pk)
    if position is None or any(field.items_name in unsaved for field in terms_fields(ProjectPage)):
        attach_terms([project], project.language)
    else:
        give_terms(project, among.tags[position], project.language)
