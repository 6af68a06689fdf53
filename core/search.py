"""From a reader's text to the pages that match it.

Every word of the text has to be found, in any live language: in a page's texts, by its stem; or in the name
of something that the page is tagged with. Names are not in the index but are looked up when someone searches
(``register_names``), so that a name is never out of date.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, QuerySet, Value, When
from wagtail.models import Page

from .list_parameters import LONGEST_TEXT
from .privacy import is_private
from .search_index import IN_LEAD, IN_TITLE, Words, entries_with, keys_in
from .site_structure import language_homes, live_languages
from .words import stems, words_in

MOST_WORDS = 12
"""Of a text; those after them are left aside."""

FindNames = Callable[[Sequence[str]], Mapping[str, Collection[str]]]
"""By word of a text: the words in documents that stand for what has it in its name."""

_find_names: list[FindNames] = []


def register_names(find: FindNames) -> None:
    """Have names of an app's own searched. For its ``ready()``."""
    _find_names.append(find)


@dataclass(frozen=True)
class Answer:
    """What a text names itself: its name, what kind of thing it is, and its address below the host."""

    name: str
    kind: str
    path: str


FindAnswers = Callable[[str, str], Sequence[Answer]]
"""Of a reader's text and language."""

_find_answers: list[FindAnswers] = []


def register_answers(find: FindAnswers) -> None:
    """Have a search answered by addresses of an app's own. For its ``ready()``."""
    _find_answers.append(find)


def answers_to(text: str, language: str) -> list[Answer]:
    """What stands above the results: pages that are about the very thing that the text names."""
    return [answer for find in _find_answers for answer in find(text, language)]


@dataclass(frozen=True)
class Wanted:
    """What a text asks for. False where it holds no word to search by."""

    stems: tuple[frozenset[str], ...]
    """Of each word, in all live languages."""
    names: tuple[frozenset[str], ...]
    """Of each word, what is called by it."""

    def __bool__(self) -> bool:
        return bool(self.stems)

    @property
    def anywhere(self) -> Words:
        return [in_texts | in_names for in_texts, in_names in zip(self.stems, self.names, strict=True)]

    def beginning(self, place: str) -> Words:
        """The same words as they stand in a title or lead (``IN_TITLE``, ``IN_LEAD``)."""
        return [{place + stem for stem in in_texts} for in_texts in self.stems]


def sought_words(text: str) -> list[str]:
    """The words of a reader's text that are looked for, each once."""
    return list(dict.fromkeys(words_in(text[:LONGEST_TEXT])))[:MOST_WORDS]


def wanted(text: str) -> Wanted:
    words = sought_words(text)
    found = [find(words) for find in _find_names] if words else []
    languages = live_languages()
    return Wanted(
        stems=tuple(frozenset().union(*(stems(word, language) for language in languages)) for word in words),
        names=tuple(frozenset().union(*(names.get(word, ()) for names in found)) for word in words),
    )


def public_pages(model: type[Page]) -> QuerySet:
    """The pages of a model, or of its descendants, that readers of any live language may see."""
    locales = [home.locale.pk for home in language_homes().values()]
    return (
        model._default_manager.live()
        .exclude(is_private())
        .filter(alias_of=None, locale__in=locales)
        .order_by()
    )


def matching(model: type[Page], sought: Wanted) -> QuerySet:
    """The public pages of a model, or of its descendants, that have all the words. In no order.

    ``score`` says where; the higher the better. All in the title counts most, then all in title and lead;
    then that all are names of what the page is tagged with; then one in the title.
    """
    title, lead = sought.beginning(IN_TITLE), sought.beginning(IN_LEAD)
    places = [(title, 8), (lead, 4), ([set().union(*title)], 1)]
    if all(sought.names):
        places.append((sought.names, 2))
    scores = [
        Case(When(pk__in=keys_in(entries_with(words), model), then=Value(score)), default=Value(0))
        for words, score in places
    ]
    found = public_pages(model).filter(pk__in=keys_in(entries_with(sought.anywhere), model))
    return found.annotate(score=sum(scores, start=Value(0)))


def keys_matching(model: type[Page], text: str) -> set[int] | None:
    """The primary keys of the public pages of a model, in whatever language, that match a text. One query.

    None where the text holds no word to search by.
    """
    sought = wanted(text)
    return set(matching(model, sought).values_list("pk", flat=True)) if sought else None
