"""What the search reads of a page, and the question to Wagtail's own index who has some words.

A page stands in the index (``wagtail.search``) with one text, its *document*. The first line holds all that
can be looked for, as words that compare alike on every database (``core/words.py``): the stems of the page's
texts; once more as ``title…`` and ``lead…`` those of its title, and of title and lead; what it is tagged
with, as ``tag…``. The other lines are the texts as readers know them, for excerpts.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import BigIntegerField, Manager, Model, QuerySet, Value
from django.db.models.functions import Cast
from wagtail.models import Page, get_page_models
from wagtail.search import index
from wagtail.search.models import IndexEntry

from .figures import REFERENCE
from .words import stems, words_in

IN_TITLE, IN_LEAD = "title", "lead"
"""What a stem begins with where it says that it stands in the title, or in the title or the lead."""
_BEGINNING = "¶"
"""Neither a letter nor a digit, so no word to any database; nor a space, which one of them would cut off."""

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
"""Not those that hold a word and its sign together: excerpts show them as they are."""

Words = Sequence[Collection[str]]
"""What is looked for: of each collection at least one word. Letters and digits only."""


FindTags = Callable[[Page], Iterable[str]]
"""The words that stand for what a saved page is tagged with (``tag_code``)."""

_find_tags: list[FindTags] = []


def register_tags(find: FindTags) -> None:
    """Have tags of an app's own searched. For its ``ready()``."""
    _find_tags.append(find)


def tag_code(vocabulary: type[Model], pk: int) -> str:
    """The word that stands for a tag, the same in every language."""
    return f"tag{vocabulary._meta.model_name}{pk}"


def document_of(page: Any) -> str:
    """The document of a ``BasePage``."""
    texts = [
        one_line for text in _texts_of(page) if (one_line := _BLANKS.sub(" ", _without_figures(text)).strip())
    ]
    title = list(_stems(page.title, page.language))
    words = [
        *(IN_TITLE + stem for stem in title),
        *(IN_LEAD + stem for stem in [*title, *_stems(page.first_words, page.language)]),
        *title,
        *(stem for text in texts for stem in _stems(text, page.language)),
        *(code for find in _find_tags for code in find(page)),
    ]
    return "\n".join([" ".join([_BEGINNING, *dict.fromkeys(words)]), *texts])


def texts_in(document: str) -> list[str]:
    """The texts of a document, without the title."""
    return document.split("\n")[1:]


def _without_figures(text: str) -> str:
    """A figure's code is no word, and its number of today would be another one tomorrow."""
    return REFERENCE.sub("…", text)


def _stems(text: str, language: str) -> Iterator[str]:
    for word in words_in(_without_figures(text)):
        yield from sorted(stems(word, language))


def _texts_of(page: Any) -> Iterator[str]:
    """As its ``search_fields`` name them, without its title."""
    for field in page.search_fields:
        if getattr(field, "field_name", "") != "title":
            yield from _texts(field, page)


def _texts(field: Any, of: Model) -> Iterator[str]:
    if isinstance(field, index.SearchField):
        yield from _plain(field.get_value(of))
    elif isinstance(field, index.RelatedFields):
        related = field.get_value(of)
        for row in related.all() if isinstance(related, Manager) else [related] if related else []:
            for part in field.fields:
                yield from _texts(part, row)


def _plain(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _plain(part)
    elif value:
        yield unicodedata.normalize("NFC", str(value))


def index_fields(declared: Iterable[Any]) -> list[Any]:
    """What Wagtail's index holds of a page: its title, for the admin's own search, and its document."""
    return [
        *(
            field
            for field in declared
            if isinstance(field, index.FilterField | index.AutocompleteField) or field.field_name == "title"
        ),
        index.SearchField("search_document"),
    ]


def with_what_is_read(pages: QuerySet, declared: Iterable[Any]) -> QuerySet:
    """With all that documents are made of but tags, for many pages at once."""
    for field in declared:
        if isinstance(field, index.RelatedFields):
            pages = field.select_on_queryset(pages)
    return pages.select_related("locale")


_waiting: ContextVar[dict[int, type[Page]] | None] = ContextVar("pages to be indexed", default=None)


@contextmanager
def indexed_once() -> Iterator[None]:
    """Pages that are saved meanwhile are put into the index at the end, each once."""
    waiting: dict[int, type[Page]] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for pk, model in waiting.items():
        if page := model._base_manager.select_related("locale").filter(pk=pk).first():
            index.insert_or_update_object(page)


def put_into_index(page: Page) -> None:
    """As it is stored: what hangs on the object may be a draft."""
    if (waiting := _waiting.get()) is not None:
        waiting[page.pk] = type(page)
        return
    index.insert_or_update_object(type(page)._base_manager.select_related("locale").get(pk=page.pk))


def entries_with(words: Words) -> QuerySet[IndexEntry]:
    return IndexEntry.objects.filter(**_having(words))


def _having(words: Words) -> dict[str, Any]:
    if connection.vendor == "postgresql":
        return {"body": SearchQuery(_asked(words, " & ", " | "), search_type="raw", config="simple")}
    from modelsearch.backends.database.sqlite.query import MatchExpression
    from wagtail.search.models import SQLiteFTSIndexEntry

    having = MatchExpression(["body"], Value(_asked(words, " AND ", " OR ")))
    return {"pk__in": SQLiteFTSIndexEntry.objects.filter(having).values("pk")}


def _asked(words: Words, all_of: str, one_of: str) -> str:
    return all_of.join(f"({one_of.join(sorted(alternatives))})" for alternatives in words)


def keys_in(entries: QuerySet[IndexEntry], model: type[Page]) -> QuerySet:
    """The primary keys of the pages behind the entries, of a model or its descendants. For a subquery."""
    types = [kind for kind in get_page_models() if issubclass(kind, model)]
    content_types = ContentType.objects.get_for_models(*types).values()
    return entries.filter(content_type__in=list(content_types)).values_list(
        Cast("object_id", BigIntegerField()), flat=True
    )


def documents_of(pages: Iterable[Page]) -> dict[int, str]:
    """The documents of pages by their primary keys. One query."""
    types = {page.pk: page.content_type_id for page in pages}
    text = "body_text" if connection.vendor == "postgresql" else "body"
    rows = IndexEntry.objects.filter(
        object_id__in=[str(pk) for pk in types], content_type__in=set(types.values())
    )
    return {int(pk): document for pk, document in rows.values_list("object_id", text)}
