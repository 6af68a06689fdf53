"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import os
import shutil
from contextlib import contextmanager

import pytest

from tests import base_site

# Playwright's sync API runs inside an event loop, where Django would refuse the ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (360, 768, 1280)


def pytest_collection_modifyitems(items):
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.sqlite_is_enough("a page's looks are the same"))
            item.add_marker(pytest.mark.django_db(transaction=True))
            if CHROMIUM is None and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip("NOT RUN: there is no Chromium on this machine"))


@pytest.fixture(scope="module")
def for_the_module(request, django_db_setup, django_db_blocker):
    """As in tests/conftest.py, but committed: the server's threads read it, and a test's end empties it."""
    before = request.config.stash[base_site.KEPT]

    @contextmanager
    def building():
        with django_db_blocker.unblock():
            yield
        request.config.stash[base_site.KEPT] = base_site.copy_of_the_database()

    yield building
    request.config.stash[base_site.KEPT] = before
    base_site.put_back(before)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    assert CHROMIUM, "there is no Chromium on this machine"
    return {"executable_path": CHROMIUM, "args": SWITCHES}


@pytest.fixture
def complaints(page):
    """What the browser's console has complained of so far: refused by the CSP, not found, in error."""
    found = []
    page.on(
        "console",
        lambda message: (
            found.append(f"{message.text} {message.location.get('url')}") if message.type == "error" else None
        ),
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def elsewhere(page, live_server):
    """Requests to any other host than the site's own."""
    found = []
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith((live_server.url, "data:", "blob:")) else found.append(request.url)
        ),
    )
    return found
