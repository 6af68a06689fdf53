"""A page that is missing is built by one request; the others wait for it."""

import time
import uuid

from django.core.cache import caches

from core.caching import forget_version, if_it_answers

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
        self._name = ""
        self._is_first = False
        self.entry: Entry | None = None
        """What somebody else has built meanwhile."""

    def __enter__(self) -> "Building":
        ends = time.monotonic() + BUILT_WITHIN
        while (
            self._name != self._address.builder
        ):  # once; and again where a change outdates what it waits for
            self._name = self._address.builder
            self._is_first = if_it_answers(
                lambda: caches["pages"].add(self._name, self._mine, BUILT_WITHIN), otherwise=True
            )
            if self._is_first:
                self.entry = self._address.entry()
            else:
                self._wait(ends)
            if self.entry:
                break
        return self

    def _wait(self, ends: float) -> None:
        """Until the first is done. Where there is still no entry then, it is not one that can be kept, and
        nobody waits in turn."""
        first, is_building = self._builder(), True
        while is_building and self.entry is None and time.monotonic() < ends:
            time.sleep(LOOK_AGAIN)
            forget_version()  # nothing has been read under it yet
            # Looked for before the entry: it goes after that has come.
            is_building = bool(first) and self._builder() == first and self._name == self._address.builder
            self.entry = self._address.entry()

    def _builder(self) -> str | None:
        return if_it_answers(lambda: caches["pages"].get(self._name), otherwise=None)

    def __exit__(self, *error: object) -> None:
        if self._is_first:
            if_it_answers(lambda: caches["pages"].delete(self._name), otherwise=False)
