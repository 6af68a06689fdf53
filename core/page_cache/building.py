"""A page that is missing is built by one request; the others wait for it."""

import time
import uuid

from django.core.cache import caches

from core.caching import if_it_answers

from .address import Address
from .entry import Entry

BUILT_WITHIN = 20
"""Seconds that others wait for the first who builds a page."""
LOOK_AGAIN = 0.02


class Building:
    """One request builds a page at a time; the others wait for it, and take what it has built."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._mine = uuid.uuid4().hex
        self._is_first = False
        self.entry: Entry | None = None
        """What somebody else has built meanwhile."""

    def __enter__(self) -> "Building":
        pages, name = caches["pages"], self._address.builder
        self._is_first = if_it_answers(lambda: pages.add(name, self._mine, BUILT_WITHIN), otherwise=True)
        if self._is_first:
            self.entry = self._address.entry()
            return self
        first = if_it_answers(lambda: pages.get(name), otherwise=None)
        ends = time.monotonic() + BUILT_WITHIN
        while self.entry is None and time.monotonic() < ends:
            time.sleep(LOOK_AGAIN)
            # Looked for before the entry: it goes after that has come.
            is_building = first and if_it_answers(lambda: pages.get(name), otherwise=None) == first
            self.entry = self._address.entry()
            if not is_building:
                break  # and where there is still none, it is not one that can be kept: nobody waits in turn
        return self

    def __exit__(self, *error: object) -> None:
        if self._is_first:
            if_it_answers(lambda: caches["pages"].delete(self._address.builder), otherwise=False)
