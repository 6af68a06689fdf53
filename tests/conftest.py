"""What several tests share."""

import sqlite3

import pytest
from django.core.cache import cache
from django.db import connection

from tests import base_site
from tests.showcase import serving


@pytest.fixture(autouse=True)
def _nothing_kept():
    """Each test starts with nothing kept of an earlier one's data."""
    cache.clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """``with committed():`` what waits for the commit happens at the block's end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database, with the site that most tests begin with."""
    with django_db_blocker.unblock():
        base_site.build()


@pytest.fixture
def site(db) -> base_site.SiteInThreeLanguages:
    found = base_site.find()
    if found is None:
        base_site.build()
        found = base_site.find()
    return found


@pytest.fixture
def no_site(db) -> None:
    """For what makes a site of its own."""
    base_site.clear()


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
