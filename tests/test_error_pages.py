"""The pages for errors: in the reader's language, without the database, telling nothing of the program."""

import re
from contextlib import nullcontext

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from core import errors
from core.errors import INTERFACE_LANGUAGES, too_long
from core.logs import WithoutTheirTraces
from tests import sending

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"

ATTEMPTS = {
    "a host that is not ours": (400, "get", "projects/", {"headers": {"host": "evil.example"}}),
    "more parameters than are read": (400, "get", "projects/?" + "a&" * 1_500, {}),
    "more fields than are read": (
        400,
        "post",
        "request/follow/",
        {"data": "a=&" * 1_500, "content_type": FORM},
    ),
    "more text than is read": (
        413,
        "post",
        "request/follow/",
        {"data": "a=" + "b" * 2**22, "content_type": FORM},
    ),
    "an encoding that is not read": (
        400,
        "post",
        "request/follow/",
        {"data": "a=b", "content_type": f"{FORM}; charset=utf-7"},
    ),
    "a form without its token": (403, "post", "projects/", {"data": {"x": "1"}}),
    "a form of another site": (
        403,
        "post",
        "request/follow/",
        {"data": {"x": "1"}, "headers": {"sec-fetch-site": "cross-site"}},
    ),
    "a fault": (500, "get", "news/every-block/", {}),
}


@pytest.fixture
def asking(site, committed, settings):
    """A client of whom nothing is believed, and who is shown what readers are."""
    with committed():
        sending.request_page(site)
    settings.ALLOWED_HOSTS = ["testserver"]
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def gone(execute, sql, params, many, context):
    raise DatabaseError("gone")


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_with_the_database_gone_each_refusal_has_its_page(asking, attempt, language, monkeypatch):
    status, method, path, more = ATTEMPTS[attempt]
    asking.get(f"/{language}/projects/")  # which languages there are is in memory, as in any server at work

    def page_without_database(*said):
        with connection.execute_wrapper(gone):
            return written(*said)

    written = errors._page
    monkeypatch.setattr(errors, "_page", page_without_database)
    # Of what is too much it is only known while the step that it is for is being served.
    with nullcontext() if attempt.startswith("more") else connection.execute_wrapper(gone):
        response = getattr(asking, method)(f"/{language}/{path}", **more)
    html = response.content.decode()
    assert response.status_code == status
    assert f'<html lang="{language}"' in html
    assert html.count("<h1>") == 1 and "<form" not in html
    assert not re.search("Traceback|DatabaseError|evil.example|csrfmiddlewaretoken|django", html)
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_page_says_in_each_language_that_something_is_too_large(rf, django_assert_num_queries):
    titles = set()
    for language in INTERFACE_LANGUAGES:
        with django_assert_num_queries(0):
            response = too_long(rf.get(f"/{language}/"))
        assert response.status_code == 413
        titles.add(re.search("<h1>(.*)</h1>", response.content.decode())[1])
    assert len(titles) == len(INTERFACE_LANGUAGES)


def test_too_much_of_anything_is_answered_with_429_and_when_to_come_again(asking, monkeypatch):
    monkeypatch.setattr("assistance.views.letter.LETTERS_AN_HOUR", 1)
    monkeypatch.setattr("assistance.views.follow.LINKS_AN_HOUR", 1)
    monkeypatch.setattr("assistance.views.send.SAVES_AN_HOUR", 1)
    for path, values in (
        ("/en/request/letter/", {"as": "page"}),
        ("/en/request/follow/", {"reference": "ML-2026-0001", "email": "a@ministry.example"}),
        ("/en/request/send/", {"action": "save", "problem": "x"}),
    ):
        assert asking.post(path, values).status_code in (200, 303)
        refused = asking.post(path, values)
        assert refused.status_code == 429, path
        assert int(refused["Retry-After"]) > 0
        assert '<html lang="en"' in refused.content.decode()


@pytest.mark.parametrize("attempt", ["a host that is not ours", "more text than is read"])
def test_the_log_has_a_line_of_it_and_no_trace(asking, attempt, caplog):
    status, method, path, more = ATTEMPTS[attempt]
    assert getattr(asking, method)(f"/en/{path}", **more).status_code == status
    records = [record for record in caplog.records if record.name.startswith("django.security")]
    assert records and all(WithoutTheirTraces().filter(record) and not record.exc_info for record in records)
