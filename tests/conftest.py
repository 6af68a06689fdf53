"""What several tests share."""

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TestCase
from xdist.scheduler import LoadScopeScheduling

from tests import base_site
from tests.showcase import serving

LONGEST_FIRST = [
    "test_serving",
    "test_launch_weight",
    "test_print",
    "test_reading",
    "test_templates",
    "test_weight",
    "test_keyboard",
    "test_markup",
    "test_admin_access",
    "test_query_budgets",
    "test_content_files",
]
ONE_SERVER = {
    "test_serving": "launched",
    "test_launch_weight": "launched",
    "test_print": "launched",
    "test_reading": "launched",
    "test_templates": "showcase",
    "test_weight": "showcase",
    "test_keyboard": "showcase",
    "test_opening": "showcase",
    "test_finder": "showcase",
    "test_map": "showcase",
    "test_markup": "showcase",
    "test_request": "showcase",
    "test_hostile": "showcase",
    "test_headers": "showcase",
}
"""Files whose tests share a server: one process makes it and runs them all."""


class ByServerOrFile(LoadScopeScheduling):
    """A file is run by one process. (pytest-xdist's own groups are lost with pytest 9: its issue 1386.)"""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return ONE_SERVER.get(Path(file).stem, file)


def pytest_xdist_make_scheduler(config, log):
    return ByServerOrFile(config, log)


def pytest_collection_modifyitems(items):
    """The long files first: else one process would end alone with them."""
    order = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: order.get(item.path.stem, len(order)))


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Each test starts with nothing kept of an earlier one's data."""
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed():`` what waits for the commit happens at the block's end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(scope="session")
def django_db_setup(request, tmp_path_factory, django_db_blocker):
    """The test database, with the site that most tests begin with.

    On SQLite the first process to need it makes it and the others copy it: its migrations take half a minute.
    """
    of_the_run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        of_the_run = of_the_run.parent
    with base_site.OneForAllProcesses(of_the_run) as one:
        if one.is_made:
            connection.settings_dict["TEST"]["MIGRATE"] = False
        request.getfixturevalue("django_db_setup")
        with django_db_blocker.unblock():
            if one.is_made:
                one.take()
            else:
                base_site.build()
                one.give()
            request.config.stash[base_site.KEPT] = base_site.copy_of_the_database()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """A test that commits ends, by Django's way, with an empty database: what was there is put back."""
    result = yield
    mark = item.get_closest_marker("django_db")
    copy = item.config.stash.get(base_site.KEPT, None)
    if copy and mark and mark.kwargs.get("transaction"):
        base_site.put_back(copy)
    return result


def pytest_runtest_setup(item):
    mark = item.get_closest_marker("django_db")
    if mark and mark.kwargs.get("transaction") and item.get_closest_marker("sqlite_is_enough") is None:
        pytest.fail("A test that commits empties the database, which can be put back on SQLite only: mark it")


@pytest.fixture(scope="module")
def for_the_module(django_db_setup, django_db_blocker):
    """``with for_the_module():`` what is made in it is there for every test of the file.

    As committed: what waits for the commit happens at the block's end. What a test changes is rolled back,
    but not in an object that it got from another test's hands: hand out copies.
    """
    with django_db_blocker.unblock():
        everything = transaction.atomic()
        everything.__enter__()

    @contextmanager
    def building():
        with django_db_blocker.unblock():
            with TestCase.captureOnCommitCallbacks(execute=True):
                yield
            connection.run_on_commit.clear()

    yield building
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        everything.__exit__(None, None, None)
        cache.clear()


@pytest.fixture
def site(db) -> base_site.SiteInThreeLanguages:
    return base_site.find()


@pytest.fixture
def admin(client, django_user_model):
    """A test client logged in as administrator."""
    client.force_login(django_user_model.objects.create_superuser("admin", "admin@example.org", "secret"))
    return client


@pytest.fixture(scope="session")
def launched(tmp_path_factory):
    """The address of the launch content, served as `make run` does it, on a new database."""
    with serving.launched_site(tmp_path_factory.mktemp("launched")) as address:
        yield address


@pytest.fixture(scope="session")
def showcase(tmp_path_factory, django_db_setup, django_db_blocker):
    """The two showcase sites, served with production's settings."""
    folder = tmp_path_factory.mktemp("showcase")
    migrated = folder / "migrated.sqlite3"
    with django_db_blocker.unblock(), sqlite3.connect(migrated) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    with serving.showcase(folder, migrated) as served:
        yield served
