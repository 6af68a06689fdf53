"""The site that most tests begin with: home page and lists in three languages, made once.

Translating six pages through wagtail-localize takes a second of computing: too much to do for each test. It
is in the database before the first test, and each test's changes to it are rolled back. A test with a
server or transactions of its own ends by emptying the database; a copy of it is then put back.
"""

import fcntl
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from news.models import NewsIndexPage
from projects.models import ProjectIndexPage
from tests import factories
from tests.translating import translate_into

KEPT = pytest.StashKey[sqlite3.Connection | None]()
"""Where the test session keeps the copy that is put back."""


@dataclass
class SiteInThreeLanguages:
    """A live home page in English, French and Spanish, and the two lists below it."""

    home: HomePage
    projects: ProjectIndexPage
    news: NewsIndexPage
    fr: Locale
    es: Locale


def build() -> None:
    clear()
    english = Locale.objects.get(language_code="en")
    root = Page.objects.get(depth=1)
    home = factories.HomePageFactory(parent=root, locale=english)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    pages = [
        home,
        factories.ProjectIndexPageFactory(parent=home, locale=english),
        factories.NewsIndexPageFactory(parent=home, locale=english, show_in_menus=True),
    ]
    locales = [Locale.objects.create(language_code=code) for code in ("fr", "es")]
    for page in pages:
        for locale in locales:
            translate_into(page, locale)
    cache.clear()


def clear() -> None:
    """A database as after its migrations, but for Wagtail's page of welcome."""
    for page in Page.objects.filter(depth=2):
        page.delete()
    Locale.objects.exclude(language_code="en").delete()
    cache.clear()


def find() -> SiteInThreeLanguages:
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    pages = [model.objects.get(locale=locales["en"]) for model in (HomePage, ProjectIndexPage, NewsIndexPage)]
    return SiteInThreeLanguages(*pages, locales["fr"], locales["es"])


def copy_of_the_database() -> sqlite3.Connection | None:
    """SQLite's only: tests that need it are not run on PostgreSQL (``sqlite_is_enough``)."""
    if connection.vendor != "sqlite":
        return None
    copy = sqlite3.connect(":memory:")
    connection.connection.backup(copy)
    return copy


def put_back(copy: sqlite3.Connection) -> None:
    if connection.connection is None:
        return  # it was the last test of all, and the database has gone
    copy.backup(connection.connection)
    ContentType.objects.clear_cache()
    cache.clear()


class OneForAllProcesses:
    """``with``: the database that one process of a test run makes and leaves in a folder for the others.

    Who comes while another is at it waits until it is made, or has failed. PostgreSQL's are each made: two
    processes that begin with it would only wait for each other.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "database.sqlite3"
        self._is_shared = connection.vendor == "sqlite"

    def __enter__(self) -> "OneForAllProcesses":
        self._lock = self._file.with_suffix(".lock").open("w")
        if self._is_shared:
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        return self

    def __exit__(self, *_raised: object) -> None:
        self._lock.close()

    @property
    def is_made(self) -> bool:
        return self._file.exists()

    def give(self) -> None:
        if self._is_shared:
            unfinished = self._file.with_suffix(".unfinished")
            copy = sqlite3.connect(unfinished)
            connection.connection.backup(copy)
            copy.close()
            unfinished.rename(self._file)

    def take(self) -> None:
        copy = sqlite3.connect(self._file)
        put_back(copy)
        copy.close()
