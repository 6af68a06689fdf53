"""What is read once and kept until content changes.

Everything kept is kept under the *content version*, a random value in Django's default cache that any
publication, vocabulary or setting change replaces (``core/signals.py``). The cache is one that every
process sees (Redis, or files on a machine without servers), so none shows what another has outdated.

Kept are what functions read and work out (``kept_while_current``), and what templates print of it
(``{% kept %}``, ``core/templatetags/kept.py``).

A cache that does not answer makes the site slower, never wrong: nothing is kept then from one request to
the next, and a version that could not be replaced is replaced as soon as it answers again.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.cache import cache
from django.db import connection, transaction

from .shared_caches import purge_on_commit, purge_shared_caches, withdraw_from_commit

VERSION_KEY = "content-version"
MOST_PIECES = 4096
"""Pieces of HTML, of a kilobyte or so each, that a process keeps."""
VERSIONS_KEPT = 2
ATTEMPTS = 3
PAUSE = 0.3
"""Seconds between attempts to replace the version, and as many more before the last."""
REST = 2.0
"""Seconds for which a cache that has failed is not asked again, so that not every reader waits for it."""

P = ParamSpec("P")
R = TypeVar("R")

logger = logging.getLogger(__name__)

_of_this_request: ContextVar[dict[str, str] | None] = ContextVar("version of this request", default=None)


class _Health:
    """What this process knows of the cache."""

    rests_until = 0.0
    is_gone = False
    owes_new_version = False


def if_it_answers(ask: Callable[[], R], otherwise: R) -> R:
    """What the cache says; ``otherwise`` where it does not answer."""
    if time.monotonic() < _Health.rests_until:
        return otherwise
    try:
        answer = ask()
    except Exception as error:
        _Health.rests_until = time.monotonic() + REST
        if not _Health.is_gone:  # said once, not every two seconds
            logger.error("The cache does not answer (%s): nothing is kept for now.", type(error).__name__)
        _Health.is_gone = True
        return otherwise
    if _Health.is_gone and time.monotonic() >= _Health.rests_until:
        _Health.is_gone = False
        logger.warning("The cache answers again.")
    return answer


def content_version() -> str:
    """The version of everything published; changes whenever any of it does."""
    versions = _of_this_request.get()
    if versions is None:
        return _read_version()
    if not versions:
        versions[VERSION_KEY] = _read_version()
    return versions[VERSION_KEY]


@contextmanager
def one_version() -> Iterator[None]:
    """The version is read once, when it is first asked for, and stays the same to the end of a request."""
    token = _of_this_request.set({})
    try:
        yield
    finally:
        _of_this_request.reset(token)


def forget_version() -> None:
    """A request that has waited, and has read nothing yet, goes on with the version of now."""
    versions = _of_this_request.get()
    if versions is not None:
        versions.clear()


def is_outdated() -> bool:
    """Whether something was published since this request read the version."""
    return content_version() != _read_version()


def _read_version() -> str:
    if _Health.owes_new_version:
        _set_new_version()
        purge_shared_caches()  # which may have been given a page that was kept under the old one
    version = if_it_answers(lambda: cache.get(VERSION_KEY), otherwise="")
    if version is None:  # it has lost it, or never had one
        version = if_it_answers(
            lambda: str(cache.get_or_set(VERSION_KEY, _new_version, timeout=None)), otherwise=""
        )
    return version or _new_version()  # of this request alone, where there is none that others know


def _new_version() -> str:
    return uuid.uuid4().hex


def _set_new_version() -> None:
    version = _new_version()

    def is_set() -> bool:
        cache.set(VERSION_KEY, version, timeout=None)
        # A cache that is gone takes everything (``cache_backends.py``).
        return bool(cache.get(VERSION_KEY) == version)

    # A command that ends after its commit cannot make good for it later: it does not give up at once.
    for attempt in range(ATTEMPTS):
        time.sleep(attempt * PAUSE)
        _Health.rests_until = 0.0
        _Health.owes_new_version = not if_it_answers(is_set, otherwise=False)
        if not _Health.owes_new_version:
            break
    versions = _of_this_request.get()
    if versions is not None:
        versions[VERSION_KEY] = version


def renew_at_once() -> bool:
    """Outdate all that is kept by the site itself. False where the cache does not take it."""
    _set_new_version()
    return not _Health.owes_new_version


def owes_new_version() -> bool:
    """Whether this process has changed content and could not outdate what others keep."""
    return _Health.owes_new_version


def renew_content_version() -> None:
    """Outdate all that is kept, once the current transaction is committed.

    Other work is done on that commit whatever becomes of this (``robust``).
    """
    for entry in reversed(connection.run_on_commit):
        if entry[1] is _set_new_version:
            if entry[0] == set(connection.savepoint_ids):
                # Once for a transaction, or for a part of it that may yet be rolled back by itself.
                withdraw_from_commit(entry)
            break
    transaction.on_commit(_set_new_version, robust=True)
    purge_on_commit()  # after it: who asks anew must not be given what is kept under the old version


def is_uncommitted() -> bool:
    """Whether content was changed in a transaction that is not committed yet: what is read is not final."""
    return _kept_in_transaction() is not None


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


class ResultsByVersion(Generic[R]):
    """Results by key, for each version that some request in this process may still be at.

    A request stays at the version that it began with. While an editor publishes there are requests of several
    versions at a time, in as many threads: they must not forget one another's results.
    """

    def __init__(self, most: int | None = None) -> None:
        self._by_version: dict[str, dict[Hashable, R]] = {}
        self._most = most

    def results(self, version: str) -> dict[Hashable, R]:
        results = self._by_version.get(version)
        if results is None or (self._most and len(results) >= self._most):
            self._by_version[version] = results = {}
            for oldest in list(self._by_version)[:-VERSIONS_KEPT]:
                self._by_version.pop(oldest, None)
        return results


def kept_while_current(function: Callable[P, R]) -> Callable[P, R]:
    """Keep a function's results in this process for as long as the content version stays the same.

    Arguments must be hashable and few; a result must not be changed by its caller.
    """
    kept: ResultsByVersion[R] = ResultsByVersion()
    # One thread reads what many wait for: a portfolio of ten thousand takes a second of a processor.
    lock = threading.RLock()

    @wraps(function)
    def keeper(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (args, tuple(sorted(kwargs.items()))) if kwargs else args
        uncommitted = _kept_in_transaction()
        if uncommitted is not None:
            if (function, key) not in uncommitted:
                uncommitted[function, key] = function(*args, **kwargs)
            return uncommitted[function, key]
        # Read the version before the data: what changes meanwhile is found outdated next time.
        version = content_version()
        results = kept.results(version)
        if key not in results:
            with lock:
                results = kept.results(version)
                if key not in results:
                    results[key] = function(*args, **kwargs)
        return results[key]

    return keeper


_pieces: ResultsByVersion[str] = ResultsByVersion(MOST_PIECES)


def kept_piece(key: Hashable, make: Callable[[], str]) -> str:
    """A piece of HTML that is the same for everybody, kept as the results of functions are.

    When there are too many all are forgotten: those that are asked for often are soon there again.
    """
    if is_uncommitted():
        return make()
    pieces = _pieces.results(content_version())
    piece = pieces.get(key)
    if piece is None:
        pieces[key] = piece = make()
    return piece
