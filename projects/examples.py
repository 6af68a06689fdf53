"""One project to show for each of several tags."""

from typing import TYPE_CHECKING

from vocabularies.tagging import attach_terms

from .querysets import ProjectQuerySet

if TYPE_CHECKING:
    from .models import ProjectPage


def examples_by(projects: ProjectQuerySet, tag_items: str, language: str) -> dict[int, "ProjectPage"]:
    """The latest of ``projects`` for each tag of a kind, by the tag's primary key, with its terms attached.

    ``tag_items``: the relation to the tag rows, ``"mechanism_items"``. Where it can be, no project stands
    for two tags. Three queries.
    """
    tag = f"{tag_items}__tag"
    candidates: dict[int, list[int]] = {}
    for tag_pk, pk in projects.latest_first().filter(**{f"{tag}__isnull": False}).values_list(tag, "pk"):
        candidates.setdefault(tag_pk, []).append(pk)
    chosen: dict[int, int] = {}
    # The tag with the fewest projects chooses first.
    for tag_pk, pks in sorted(candidates.items(), key=lambda item: len(item[1])):
        chosen[tag_pk] = next((pk for pk in pks if pk not in chosen.values()), pks[0])
    # Their outlines stand for them: no pictures.
    pages = list(projects.filter(pk__in=set(chosen.values())).prefetch_related(None).defer_streamfields())
    attach_terms(pages, language)
    by_pk = {page.pk: page for page in pages}
    return {tag_pk: by_pk[pk] for tag_pk, pk in chosen.items() if pk in by_pk}
