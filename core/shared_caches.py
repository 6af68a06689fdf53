"""Caches before the site, nginx's and a CDN's: at each change of content they are told to forget its pages.

What a change shows on is no list of addresses (a project is on lists, maps, counts and menus), so all pages
go, as they do in the site's own caches (``core/caching.py``). The interface is Wagtail's
(``wagtail.contrib.frontend_cache``), whose own signals purge before the commit, a page at a time.
"""

import logging
import time
import uuid
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import connection, transaction
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.contrib.frontend_cache.utils import get_backends

logger = logging.getLogger(__name__)

LONGEST_PURGE = 3
"""Seconds: an editor waits for it."""
KEPT_SECONDS = 60


class NginxPages(BaseBackend):
    """The cache of an nginx on this machine, which has the target of ``LOCATION/current`` in its keys.

    Another target, and what is kept is asked for no more. Nothing can be kept too late either: what was begun
    before the change is kept under the key that was true then. nginx deletes it when nobody asks for it.
    """

    def __init__(self, params: dict) -> None:
        super().__init__(params)
        self.folder = Path(params["LOCATION"])

    def purge(self, url: str) -> None:
        target = self.folder / uuid.uuid4().hex
        target.mkdir(parents=True)
        link = target.with_name(f"{target.name}-link")
        link.symlink_to(target.name)
        link.replace(self.folder / "current")  # at once: there is always one
        self._tidy()

    def _tidy(self) -> None:
        """Delete earlier targets, but none that another process may be about to link to."""
        current = (self.folder / "current").resolve()
        for old in self.folder.iterdir():
            if old.is_symlink() or old == current:
                continue
            with suppress(OSError):  # another process has been quicker
                if time.time() - old.stat().st_mtime > KEPT_SECONDS:
                    old.rmdir()


class PurgeAddress(BaseBackend):
    """A cache that forgets all pages of a host when it is asked ``PURGE /*`` (in Varnish some VCL)."""

    def __init__(self, params: dict) -> None:
        super().__init__(params)
        self.address = urlsplit(params["LOCATION"])

    def purge(self, url: str) -> None:
        site = urlsplit(url)
        asked = urlunsplit((self.address.scheme, self.address.netloc, site.path, "", ""))
        # Of PURGE_URL's scheme, which is looked at as the site starts.
        request = Request(asked, method="PURGE", headers={"Host": site.netloc})  # noqa: S310
        with urlopen(request, timeout=LONGEST_PURGE):  # noqa: S310
            pass


def purge_shared_caches() -> list[str]:
    """Have every shared cache forget all pages. Return the names of those that could not be reached."""
    failed = []
    for name, backend in get_backends().items():
        try:
            backend.purge(f"{settings.SITE_URL}/*")
        except OSError:
            failed.append(name)
            logger.exception("The shared cache %r still has pages from before a change", name)
    return failed


def purge_on_commit() -> None:
    """Once for a transaction, however much changes in it, and as the last that waits for its commit.

    A cache that is down keeps nothing else from being done.
    """
    waiting = [entry for entry in connection.run_on_commit if entry[1] is _purge]
    for entry in waiting:  # with the savepoints it was made in: a rollback of a later one leaves it
        withdraw_from_commit(entry)
        connection.run_on_commit.append(entry)
    if not waiting:
        transaction.on_commit(_purge, robust=True)


def withdraw_from_commit(entry: tuple) -> None:
    """Of what waits for the commit, have this one do nothing. The others keep their places in the list, on
    which whoever works through it counts."""
    savepoints, _function, *rest = entry
    place = connection.run_on_commit.index(entry)
    connection.run_on_commit[place] = (savepoints, _nothing, *rest)


def _nothing() -> None:
    pass


def _purge() -> None:
    purge_shared_caches()
