"""Whole pages, kept for readers who are not signed in (docs/decisions/0016-page-cache.md).

A page is kept under what it is made from: the host, the path, those parameters that its address knows, and
where the path says no language, the one preferred. Whatever else a request says is taken from it before the
page is built: what is not in the key cannot be on the page. An entry holds the content version it was built
under, and is not shown under another one.

``middleware`` answers; ``address`` says what a page is kept under; ``entry`` is what is kept; ``building``
has a page built once; ``schedule`` says until when.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def kept_in_cache(view: Callable[P, R]) -> Callable[P, R]:
    """A view whose answers are the same for every reader of an address who is not signed in."""

    @wraps(view)
    def kept(*args: P.args, **kwargs: P.kwargs) -> R:
        return view(*args, **kwargs)

    kept.is_kept_in_cache = True  # type: ignore[attr-defined]
    return kept
