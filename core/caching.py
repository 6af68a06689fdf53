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
from django.db import connection, transaction

from .shared_caches import purge_on_commit

VERSION_KEY = "content-version"

P = ParamSpec("P")
R = TypeVar("R")


def content_version() -> str:
    """The version of everything published; changes whenever any of it does."""
    return str(cache.get_or_set(VERSION_KEY, lambda: uuid.uuid4().hex, timeout=None))


def _set_new_version() -> None:
    cache.set(VERSION_KEY, uuid.uuid4().hex, timeout=None)


def renew_content_version() -> None:
    """Outdate all that is kept, once the current transaction is committed.

    A cache that is down does not keep other work from being done on that commit (``robust``).
    """
    transaction.on_commit(_set_new_version, robust=True)
    purge_on_commit()  # after it: who asks anew must not be given what is kept under the old version


def _kept_in_transaction() -> dict[Hashable, Any] | None:
    """Where to keep what is read between a change of content and its commit; None without such a change.

    Such a change may be rolled back: what was read after it must go with it, and with the next change.
    """
    changes = [entry for entry in connection.run_on_commit if entry[1] is _set_new_version]
    if not changes:
        return None
    last, kept = getattr(connection, "_kept_since_change", (None, {}))
    if last is not changes[-1]:
        kept = {}
        connection._kept_since_change = (changes[-1], kept)  # type: ignore[attr-defined]
    return kept


def kept_while_current(function: Callable[P, R]) -> Callable[P, R]:
    """Keep a function's results in this process for as long as the content version stays the same.

    Arguments must be hashable and few; a result must not be changed by its caller.
    """
    results: dict[Hashable, tuple[str, Any]] = {}

    @wraps(function)
    def keeper(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (args, tuple(sorted(kwargs.items())))
        uncommitted = _kept_in_transaction()
        if uncommitted is not None:
            if (function, key) not in uncommitted:
                uncommitted[function, key] = function(*args, **kwargs)
            return uncommitted[function, key]
        version = content_version()
        kept = results.get(key)
        if kept is None or kept[0] != version:
            # Read the version before the data: what changes meanwhile is found outdated next time.
            results[key] = kept = (version, function(*args, **kwargs))
        return kept[1]

    return keeper
