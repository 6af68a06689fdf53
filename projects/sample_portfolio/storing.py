"""Made-up projects in the database, many at a time; and out of it again.

Wagtail stores a page with a dozen queries, which for thirty thousand would take half an hour. So rows are
written in bulk, with all that ``add_child`` and ``save`` would have put in them. They have no
revisions and nothing for the translation editor: in the admin each language is edited as a page of its own.
"""

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, ReferenceIndex
from wagtail.search.backends import get_search_backends
from wagtail.search.models import IndexEntry

from core.caching import renew_content_version
from projects.models import Activity, Expert, ProjectIndexPage, ProjectPage, RequestingInstitution
from vocabularies.catalogue import catalogue
from vocabularies.tagging import terms_fields

from .facts import ProjectFacts
from .words import LANGUAGES, ProjectWords, words

Item = TypeVar("Item")
Say = Callable[[str], None]

MOST = 99_999
"""As many as a project's code has room to number."""
AT_A_TIME = 1000
"""Projects whose rows are in memory together; primary keys in one question."""

# Their translation keys: this one, and those after it by their numbers.
_FIRST_KEY = uuid.UUID("0d7c0b9c-53a8-4f2c-8f0e-5b6f00000000")


class AlreadyThere(Exception):
    """There are made-up projects already."""


class NowhereToPut(Exception):
    """There is no list of projects in the source's language."""


def slug_of(number: int) -> str:
    return f"portfolio-{number:05}"


def key_of(number: int) -> uuid.UUID:
    return uuid.UUID(int=_FIRST_KEY.int + number)


def made_pages() -> list[int]:
    """The primary keys of all pages made here, whatever editors did to them: by their translation keys."""
    rows = ProjectPage._base_manager.filter(translation_key__range=(_FIRST_KEY, key_of(MOST)))
    return list(rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def store(projects: Iterable[ProjectFacts], say: Say) -> int:
    """Store projects, live, below the list of projects of each launch language that has one.

    Returns how many pages they became. Raises ``AlreadyThere`` or ``NowhereToPut``.
    """
    if made_pages():
        raise AlreadyThere("There are made-up projects already: take them away first, with --remove")
    branches = _branches()
    stored = 0
    for chunk in _chunks(projects):
        for language, branch in branches.items():
            made = [_made(facts, branch) for facts in chunk if language not in facts.languages_missing]
            _insert_pages([one.page for one in made])
            _insert_rows(made)
            stored += len(made)
        say(f"{stored} pages")
    for branch in branches.values():
        _count_children(branch.index)
    renew_content_version()
    return stored


def index_for_search(say: Say) -> None:
    """Put the made-up projects into the search index, as ``update_index`` would do."""
    backends = list(get_search_backends(with_auto_update=True))
    done = 0
    for pks in _chunks(made_pages()):
        pages = list(ProjectPage.get_indexed_objects().filter(pk__in=pks))
        for backend in backends:
            backend.add_bulk(ProjectPage, pages)
        done += len(pages)
        say(f"{done} pages in the search index")


@transaction.atomic
def remove(say: Say) -> int:
    """Take all made-up projects away, and what was tied to them since. Returns how many pages that were."""
    pks, removed = made_pages(), 0
    content_types = ContentType.objects.get_for_models(Page, ProjectPage).values()
    for chunk in _chunks(pks):
        for page in ProjectPage._base_manager.filter(pk__in=_pages_in_use(chunk)):
            page.delete()  # Wagtail's way: slow, and knows of everything
        index_rows = {"object_id__in": [str(pk) for pk in chunk]}
        _delete(IndexEntry.objects.filter(content_type__in=content_types, **index_rows))
        _delete(ReferenceIndex.objects.filter(base_content_type__in=content_types, **index_rows))
        for relation in get_all_child_relations(ProjectPage):
            _delete(relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": chunk}))
        for model in (ProjectPage, Page):
            _delete(model._base_manager.filter(pk__in=chunk))
        removed += len(chunk)
        say(f"{removed} pages removed")
    for index in ProjectIndexPage._base_manager.all():
        _count_children(index)
    renew_content_version()
    return removed


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, AT_A_TIME)):
        yield chunk


class _Branch:
    """The list of projects of a language, and where its next child goes."""

    def __init__(self, index: ProjectIndexPage) -> None:
        self.index = index
        self.terms = catalogue(index.locale.language_code)
        last = index.get_last_child()
        self.step = Page._str2int(last.path[-Page.steplen :]) if last else 0

    def grow(self) -> dict[str, Any]:
        self.step += 1
        depth = self.index.depth + 1
        return {"path": Page._get_path(self.index.path, depth, self.step), "depth": depth}


def _branches() -> dict[str, _Branch]:
    found = {
        index.locale.language_code: index
        for index in ProjectIndexPage.objects.filter(alias_of=None).select_related("locale")
    }
    if LANGUAGES[0] not in found:
        raise NowhereToPut("There is no list of projects to put them below: manage.py load_content")
    return {language: _Branch(found[language]) for language in LANGUAGES if language in found}


@dataclass(frozen=True)
class _Made:
    """A project in one language."""

    facts: ProjectFacts
    words: ProjectWords
    page: ProjectPage


def _made(facts: ProjectFacts, branch: _Branch) -> _Made:
    slug, index, said = slug_of(facts.number), branch.index, words(facts, branch.terms)
    page = ProjectPage(
        **branch.grow(),
        slug=slug,
        url_path=f"{index.url_path}{slug}/",
        locale=index.locale,
        translation_key=key_of(facts.number),
        title=said.title,
        draft_title=said.title,
        first_published_at=facts.published,
        last_published_at=facts.published,
        status=facts.status,
        start=facts.start,
        end=facts.end,
        summary=said.summary,
        request=said.request,
        objective=said.objective,
        results=said.results,
        outcome=said.outcome,
        practice_title=said.practice_title,
    )
    return _Made(facts, said, page)


def _insert_pages(pages: list[ProjectPage]) -> None:
    """``bulk_create`` for both of a page's tables, which it refuses to do itself."""
    fields = [field for field in Page._meta.concrete_fields if not field.primary_key]
    rows: Any = Page._base_manager.all()
    for page, (pk,) in zip(pages, rows._batched_insert(pages, fields, batch_size=None), strict=True):
        page.pk = pk
    rows = ProjectPage._base_manager.all()
    rows._batched_insert(pages, ProjectPage._meta.local_concrete_fields, batch_size=None)


def _insert_rows(made: list[_Made]) -> None:
    """Their tags, and what they list."""
    for field in terms_fields(ProjectPage):
        field.through._base_manager.bulk_create(
            field.through(content_object_id=one.page.pk, tag_id=tag.pk)
            for one in made
            for tag in getattr(one.facts, field.name)
        )
    RequestingInstitution._base_manager.bulk_create(
        RequestingInstitution(**_row(one.page, "institutions", place), kind=kind, name=name)
        for one in made
        for place, (kind, name) in enumerate(zip(one.facts.institutions, one.words.institutions, strict=True))
    )
    Expert._base_manager.bulk_create(
        Expert(page_id=one.page.pk, sort_order=place, kind=expert.kind, country=expert.country)
        for one in made
        for place, expert in enumerate(one.facts.experts)
    )
    Activity._base_manager.bulk_create(
        Activity(**_row(one.page, "activities", place), title=title, **vars(activity))
        for one in made
        for place, (activity, title) in enumerate(
            zip(one.facts.activities, one.words.activities, strict=True)
        )
    )


def _row(page: ProjectPage, kind: str, place: int) -> dict[str, Any]:
    """What a row has beside its facts and words; its key is the same in every language."""
    key = uuid.uuid5(page.translation_key, f"{kind}/{place}")
    return {"page_id": page.pk, "sort_order": place, "translation_key": key, "locale": page.locale}


def _count_children(index: ProjectIndexPage) -> None:
    # Not index.get_children(): a page that had none when it was read says that it has none.
    children = Page.objects.child_of(index)
    Page._base_manager.filter(pk=index.pk).update(numchild=children.count())


def _pages_in_use(pks: list[int]) -> set[int]:
    """Those that were edited since, or that something refers to: news, a redirect, the admin's log …"""
    pages = ProjectPage._base_manager.filter(pk__in=pks)
    in_use = set(pages.filter(latest_revision__isnull=False).values_list("pk", flat=True))
    made_here = set(get_all_child_relations(ProjectPage))
    for relation in ProjectPage._meta.related_objects:
        field = relation.field
        if relation not in made_here and not field.remote_field.parent_link:
            rows = relation.related_model._base_manager.filter(**{f"{field.name}__in": pks})
            in_use.update(rows.values_list(field.attname, flat=True))
    return in_use


def _delete(rows: QuerySet[Any]) -> None:
    """Without a signal for each row: thirty thousand pages have some four hundred thousand."""
    rows._raw_delete(rows.db)
