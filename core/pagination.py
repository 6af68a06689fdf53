"""The links from one sheet of a long list to the others."""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.paginator import Page


@dataclass(frozen=True)
class SheetLink:
    number: int | None
    """None: numbers are left out here."""
    query: str
    is_current: bool


@dataclass(frozen=True)
class Sheets:
    """One sheet of a list, with the way to the others. A query is what follows the list's path."""

    number: int
    of: int
    """How many sheets there are."""
    count: int
    """How many things there are on all of them."""
    previous: str | None
    next: str | None
    links: tuple[SheetLink, ...]


def sheets(page: Page, query_of: Callable[[int], str]) -> Sheets:
    """``query_of`` gives the query of a sheet: ``""`` or ``"?page=2"``."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return Sheets(
        number=page.number,
        of=page.paginator.num_pages,
        count=page.paginator.count,
        previous=query_of(page.number - 1) if page.has_previous() else None,
        next=query_of(page.number + 1) if page.has_next() else None,
        links=tuple(
            SheetLink(number, query_of(number), number == page.number)
            if isinstance(number, int)
            else SheetLink(None, "", False)
            for number in numbers
        ),
    )
