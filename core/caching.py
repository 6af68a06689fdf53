"""What is read once and kept until content changes.

Everything kept is kept under the *content version*, a random value in Django's default cache that any
publication, vocabulary or setting change replaces (``core/signals.py``). The cache is one that every
process sees (Redis, or files on a machine without servers), so none shows what another has outdated.
"""

import uuid
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.cache import cache
from django.db import transaction

VERSION_KEY = "content-version"

P = ParamSpec("P")
R = TypeVar("R")


def content_version() -> str:
    """The version of everything published; changes whenever any of it does."""
    return str(cache.get_or_set(VERSION_KEY, lambda: uuid.uuid4().hex, timeout=None))


def renew_content_version() -> None:
    """Outdate all that is kept, once the current transaction is committed."""
    transaction.on_commit(lambda: cache.set(VERSION_KEY, uuid.uuid4().hex, timeout=None))


def kept_while_current(function: Callable[P, R]) -> Callable[P, R]:
    """Keep a function's results in this process for as long as the content version stays the same.

    Arguments must be hashable and few; a result must not be changed by its caller.
    """
    results: dict[Hashable, tuple[str, Any]] = {}

    @wraps(function)
    def keeper(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (args, tuple(sorted(kwargs.items())))
        version = content_version()
        kept = results.get(key)
        if kept is None or kept[0] != version:
            # Read the version before the data: what changes meanwhile is found outdated next time.
            results[key] = kept = (version, function(*args, **kwargs))
        return kept[1]

    return keeper
