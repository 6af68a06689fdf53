"""Where terms have pages of their own. The apps that have such pages say so: nothing here knows them."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from core.caching import kept_while_current

from .models import VocabularyTag

if TYPE_CHECKING:
    from .catalogue import Term

Paths = Callable[[str], Mapping[str, str]]
"""The addresses below the host of the pages in a language, by the terms' codes."""

_registered: dict[type[VocabularyTag], list[Paths]] = defaultdict(list)


def register_term_pages(vocabulary: type[VocabularyTag], paths: Paths) -> None:
    """For an app's ``ready()``: what ``paths`` asks of the database is kept.

    Where two have a page for one term, the app that stands first in the settings has it.
    """
    _registered[vocabulary].append(paths)


def term_path(term: "Term", language: str) -> str:
    """The address of the term's page in a language, or empty. In the term's own: ``term.page_path``."""
    return _kept_paths(type(term.tag), language).get(term.slug, "")


@kept_while_current
def _kept_paths(vocabulary: type[VocabularyTag], language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for paths in _registered[vocabulary]:
        found = {**paths(language), **found}
    return found
