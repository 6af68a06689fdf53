"""A real browser on a real server: Debian's Chromium, driven by Playwright."""

import os
from contextlib import contextmanager
from functools import cache

import pytest

from scripts.chromium import SWITCHES, find_chromium
from tests import base_site
from tests.showcase.catalogue import BY_NAME

from .visits import MEASURES, Visit, survey

# Playwright's sync API runs inside an event loop, where Django would refuse the ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = find_chromium()
HERE = ("http://localhost:", "http://127.0.0.1:", "data:", "blob:")


def pytest_collection_modifyitems(items):
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            if "live_server" in item.fixturenames:
                item.add_marker(pytest.mark.django_db(transaction=True))
            elif "showcase" in item.fixturenames:  # which begins with a copy of the test database
                item.add_marker(pytest.mark.django_db)
            item.add_marker(pytest.mark.sqlite_is_enough("a page's looks are the same"))
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


@pytest.fixture(scope="session")
def live_server(live_server):
    """pytest-django's. It may end before the browser, which lets go of its last connections only then: their
    threads close the database's connection, which they must still be allowed to share.
    """
    for shared in live_server.thread.connections_override.values():
        shared.inc_thread_sharing()
    return live_server


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
def elsewhere(page):
    """Requests to any other host than this machine, where the site is."""
    found = []
    page.on("request", lambda request: None if request.url.startswith(HERE) else found.append(request.url))
    return found


@pytest.fixture(scope="session")
def visited(browser, showcase):
    """``visited(name, language)``: what was measured there, on one visit for all tests."""

    @cache
    def visit(name: str, language: str) -> Visit:
        address = showcase.address(BY_NAME[name], language)
        return survey(browser, address, whole=language == "en")

    return visit


@pytest.fixture(scope="session")
def window(browser, showcase):
    """``window(name, language, width)``: a template in one window for all that need no newcomer's."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()

    def open_page(name: str, language: str, width: int):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(showcase.address(BY_NAME[name], language))
        page.evaluate(MEASURES)
        return page

    yield open_page
    context.close()


def nothing(found: list[str]) -> bool:
    """Whether a measure has found nothing; says all that it has, where pytest would cut it short."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)
    return True


def given(thing, is_there):
    """Skips where it could not be installed; where CI=true the test goes on and fails."""
    if not is_there and os.environ.get("CI") != "true":
        pytest.skip(f"NOT RUN: there is no {thing} on this machine")
