"""Where terms have pages of their own. The apps that have such pages say so: nothing here knows them.

``Term.page_path`` is what all others ask.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping

from core.caching import kept_while_current

from .models import VocabularyTag

Paths = Callable[[str], Mapping[str, str]]
"""The addresses below the host of the pages in a language, by the terms' codes."""

_registered: dict[type[VocabularyTag], list[Paths]] = defaultdict(list)


def register_term_pages(vocabulary: type[VocabularyTag], paths: Paths) -> None:
    """For an app's ``ready()``: what ``paths`` asks of the database is kept.

    Where two have a page for one term, the app that stands first in the settings has it.
    """
    _registered[vocabulary].append(paths)


@kept_while_current
def term_paths(vocabulary: type[VocabularyTag], language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for paths in _registered[vocabulary]:
        found = {**paths(language), **found}
    return found
