"""Lists of pages that are read when they are printed, and only then.

Most of what a list prints of a page is kept (``{% kept %}``): of such a page its key is all that is needed.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from wagtail.models import Page

Read = Callable[[Sequence[int]], Iterable[Page]]


class ListedPage:
    """A page by its primary key; anything else of it is read together with the rest of its list."""

    def __init__(self, pk: int, read: Callable[[], dict[int, Page]]) -> None:
        self.pk = pk
        self._read = read

    def __getattr__(self, name: str) -> Any:
        page = self._read().get(self.pk)
        if page is None:  # gone since the list was made
            raise AttributeError(name)
        return getattr(page, name)


def read_when_printed(pks: Iterable[int], read: Read) -> list[ListedPage]:
    """The pages with these primary keys. ``read`` gets them all, with what their list prints of them."""
    wanted = list(pks)

    @cache
    def found() -> dict[int, Page]:
        return {page.pk: page for page in read(wanted)}

    return [ListedPage(pk, found) for pk in wanted]
