"""What a reader's text names: countries, objectives, ways and all other terms, in any live language.

Read with the vocabularies and kept as they are, so that a name counts as soon as it is published, without
any page being put into the search's index anew.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone, translation

from core.caching import kept_while_current
from core.search import Answer, register_answers, register_names, sought_words
from core.search_index import register_tags, tag_code
from core.site_structure import live_languages
from core.words import folded, stems, words_in

from .catalogue import VOCABULARIES, Term, catalogue, membership_spans
from .models import Country, CountryGroup, Region, VocabularyTag
from .tagging import term_codes
from .term_pages import term_path

SHORTEST_BEGINNING = 3
"""Letters of a name's word that stand for the whole word: “kirg”."""


@dataclass(frozen=True)
class Name:
    """A name of a term in a language, and the words that it is found by."""

    vocabulary: type[VocabularyTag]
    pk: int
    language: str
    words: tuple[str, ...]
    only_whole: bool
    """Whether no single word of it will do: “Objective 5”, “Least developed countries”."""


@dataclass
class Named:
    """A term that a text names, or whose name has a word of it."""

    vocabulary: type[VocabularyTag]
    pk: int
    words: set[str] = field(default_factory=set)
    """Those of the text."""
    is_whole: bool = False
    """Whether a name of the term stands in the text with all its words."""


class Names:
    """All names of all terms, by their words."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.names = tuple(names)
        self.by_stem: dict[tuple[str, str], set[tuple[int, int]]] = defaultdict(set)
        """Places of words (of which name, which of its words) by language and stem."""
        self.by_word: dict[str, set[int]] = defaultdict(set)
        """Of which name, by the word itself, folded; only where a single word will do."""
        for number, name in enumerate(self.names):
            for place, word in enumerate(name.words):
                for stem in stems(word, name.language):
                    self.by_stem[name.language, stem].add((number, place))
                if not name.only_whole:
                    self.by_word[folded(word)].add(number)

    def having(self, word: str) -> set[tuple[int, int]]:
        """The places of a text's word."""
        keys = [(language, stem) for language in live_languages() for stem in stems(word, language)]
        return set().union(*(self.by_stem[key] for key in keys if key in self.by_stem))

    def beginning_with(self, word: str) -> set[int]:
        """The names with a word that begins with a text's."""
        beginning = folded(word)
        if len(beginning) < SHORTEST_BEGINNING:
            return set()
        return set().union(*(found for other, found in self.by_word.items() if other.startswith(beginning)))


def named_by(words: Sequence[str]) -> list[Named]:
    """The terms whose name has words of a text, which are given as ``words_in`` gives them.

    A term that is named whole leaves aside those that only share some of its words: “South Africa” is not
    South Sudan, nor “Guinea-Bissau” Guinea. No query beside what is kept.
    """
    names = _names()
    in_names: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for word in words:
        places = names.having(word)
        for number, place in places:
            in_names[number][word].add(place)
        if not places:
            for number in names.beginning_with(word):
                in_names[number][word] = set()
    found: dict[tuple[type[VocabularyTag], int], Named] = {}
    for number, by_word in in_names.items():
        name = names.names[number]
        is_whole = len(set().union(*by_word.values())) == len(name.words)
        if is_whole or not name.only_whole:
            named = found.setdefault((name.vocabulary, name.pk), Named(name.vocabulary, name.pk))
            named.words.update(by_word)
            named.is_whole |= is_whole
    whole = [named.words for named in found.values() if named.is_whole]
    return [named for named in found.values() if not any(named.words < words for words in whole)]


@kept_while_current
def _names() -> Names:
    return Names(dict.fromkeys(name for language in live_languages() for name in _names_in(language)))


def _names_in(language: str) -> Iterator[Name]:
    terms = catalogue(language)
    with translation.override(language):
        for vocabulary in VOCABULARIES:
            for term in terms.of(vocabulary):
                for text, only_whole in _called(term):
                    if words := tuple(words_in(text)):
                        yield Name(vocabulary, term.pk, term.language, words, only_whole)


def _called(term: Term) -> Iterator[tuple[str, bool]]:
    """What a term is called, and whether that counts as a whole only."""
    only_whole = isinstance(term.tag, CountryGroup)
    yield from dict.fromkeys([(term.name, only_whole), (term.short_name, only_whole)])
    if term.number:
        kind = type(term.tag)._meta.verbose_name
        yield f"{kind} {term.number}", True
        yield term.slug.replace("-", " "), True


def codes_by_word(words: Sequence[str]) -> Mapping[str, set[str]]:
    """By each word of a text, the codes of the terms that have it in their name.

    The name of a region or of a group of countries stands for its countries, too.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for named in named_by(words):
        codes = {tag_code(named.vocabulary, named.pk)}
        codes |= {tag_code(Country, country) for country in _countries_in(named)}
        for word in named.words:
            found[word] |= codes
    return found


def _countries_in(named: Named) -> list[int]:
    """The countries of a region, or those that are in a group today."""
    terms = catalogue()
    if named.vocabulary is Region:
        return [country.pk for country in terms.countries_of(terms.of(Region).by_pk(named.pk))]
    if named.vocabulary is CountryGroup:
        today = timezone.localdate()
        return [
            span.country_id for span in membership_spans() if span.group_id == named.pk and span.covers(today)
        ]
    return []


def pages_of_named(text: str, language: str) -> list[Answer]:
    """The terms that a text names whole and that have a page of their own; those of most words first."""
    terms = catalogue(language)
    named = [named for named in named_by(sought_words(text)) if named.is_whole]
    found = []
    for one in sorted(named, key=lambda named: -len(named.words)):
        term = terms.of(one.vocabulary).by_pk(one.pk)
        if term and (path := term_path(term, language)):
            found.append(Answer(term.choice_label, str(one.vocabulary._meta.verbose_name), path))
    return found


def register() -> None:
    """Called once, when the app is ready."""
    register_names(codes_by_word)
    register_answers(pages_of_named)
    register_tags(term_codes)
