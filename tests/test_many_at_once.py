"""On PostgreSQL, at the same moment: two first posts of a form; two hundred partners at a real server."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode

import psycopg
import pytest
from django.core.files.storage import storages
from django.db import connection
from django.test import Client
from django.utils import timezone

from assistance import drafts
from assistance.models import AssistanceRequest, OutgoingMail, RequestDraft, RequestInstitution
from assistance.models.reference import next_reference
from core.stored_files import all_files
from tests import base_site, sending
from tests.served_site import served_site

FORMS = 200
TWICE = 50
"""How many of them are sent twice at the same time."""

on_postgresql = pytest.mark.skipif(
    "postgres" not in os.environ.get("DATABASE_URL", ""), reason="SQLite has one writer at a time anyway"
)


@contextmanager
def database_of_its_own():
    """A copy of the test database that the server and this process see what is committed in."""
    template, name = connection.settings_dict["NAME"], f"{connection.settings_dict['NAME']}_many"
    connection.close()
    server = os.environ["DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    connection.settings_dict["NAME"] = name
    try:
        yield server.rsplit("/", 1)[0] + f"/{name}"
    finally:
        connection.close()
        connection.settings_dict["NAME"] = template
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def server(database: str, folder):
    """As large as a small production."""
    return served_site(
        database, folder, workers=2, threads=16, REQUESTS_A_DAY_IN_ALL="1000", TRUSTED_PROXIES="1"
    )


@contextmanager
def out_of_reach(database: str):
    """As when the database is restarted: all connections end, and none can be made."""
    name = connection.settings_dict["NAME"]
    connection.close()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


def send(port: int, number: int, key: str) -> tuple[int, str]:
    body = urlencode({**sending.FILLED_IN, "contact_name": f"Partner {number}", "key": key})
    http = HTTPConnection("127.0.0.1", port, timeout=120)
    http.request(
        "POST",
        sending.FORM,
        body,
        {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}",
        },
    )
    response = http.getresponse()
    return response.status, response.headers.get("Location", "") or response.read().decode()


@pytest.mark.django_db
def test_numbers_run_through_a_year_whatever_the_place():
    given = [("ml", 2026), ("REG", 2026), ("ml", 2027), ("ne", 2026)]
    references = [next_reference(place, year) for place, year in given]
    assert references == ["ML-2026-0001", "REG-2026-0002", "ML-2027-0001", "NE-2026-0003"]


@pytest.fixture
def both_have_begun(monkeypatch):
    """Neither of two posts keeps anything before the other has found nothing kept."""
    save, both = drafts.save, Barrier(2)

    def at_the_same_moment(*args, **kwargs):
        both.wait(30)
        return save(*args, **kwargs)

    monkeypatch.setattr(drafts, "save", at_the_same_moment)


def post_at_once(*forms):
    def post(form):
        try:
            return Client().post(sending.FORM, form)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(forms)) as threads:
        return list(threads.map(post, forms))


@on_postgresql
def test_two_first_posts_of_a_form_lose_no_file(django_db_setup, django_db_blocker, both_have_begun):
    with django_db_blocker.unblock(), database_of_its_own():
        sending.request_page(base_site.find())
        for _round in range(5):
            form = {**sending.FILLED_IN, "action": "save", "key": sending.key()}
            annexes = [sending.picture(f"{side}.jpg", (60, side)) for side in (80, 90)]
            post_at_once(*({**form, "annexes": annex} for annex in annexes))
            kept = drafts.load(drafts.token_in(form["key"])[0])
            assert {file.name for file in kept.files} == {"80.jpg", "90.jpg"}
        assert RequestDraft.objects.count() == 5


@on_postgresql
def test_a_double_click_on_a_new_form_sends_one_letter(django_db_setup, django_db_blocker, both_have_begun):
    with django_db_blocker.unblock(), database_of_its_own():
        sending.request_page(base_site.find())
        stored = set(all_files(storages["private"]))
        for _round in range(5):
            form = {**sending.FILLED_IN, "key": sending.key()}
            answers = post_at_once(*({**form, "letter": sending.picture()} for _click in range(2)))
            assert all("/receipt/" in answer["Location"] for answer in answers)
        assert [asked.files.count() for asked in AssistanceRequest.objects.all()] == [1] * 5
        assert OutgoingMail.objects.filter(kind="receipt").count() == 5
        assert not RequestDraft.objects.exists()
        assert len(set(all_files(storages["private"])) - stored) == 5


@on_postgresql
def test_none_is_lost_none_is_double_and_the_references_have_no_gap(
    django_db_setup, django_db_blocker, tmp_path
):
    with django_db_blocker.unblock(), database_of_its_own() as database:
        sending.request_page(base_site.find())
        with server(database, tmp_path) as site:
            forms = [(number, sending.key()) for number in range(FORMS)]
            posts = [*forms, *forms[:TWICE]]
            with ThreadPoolExecutor(len(posts)) as partners:
                answers = list(partners.map(lambda form: send(site.port, *form), posts))
        log = site.log
        assert {status for status, _address in answers} <= {302, 303}, log
        assert all("/receipt/" in address for _status, address in answers)
        year = timezone.localdate().year
        references = sorted(AssistanceRequest.objects.values_list("reference", flat=True))
        assert references == [f"ML-{year}-{number:04}" for number in range(1, FORMS + 1)]
        names = set(AssistanceRequest.objects.values_list("contact_name", flat=True))
        assert names == {f"Partner {number}" for number in range(FORMS)}
        assert RequestInstitution.objects.count() == FORMS
        assert OutgoingMail.objects.filter(kind="receipt").count() == FORMS
        assert not RequestDraft.objects.exists()
        assert "Traceback" not in log
        assert not re.search(r"Partner \d|awa@", log)
        for token in (drafts.token_in(key)[0] for _number, key in forms[:5]):
            assert token not in log


@on_postgresql
def test_while_the_database_is_down_nothing_typed_is_lost(django_db_setup, django_db_blocker, tmp_path):
    with django_db_blocker.unblock(), database_of_its_own() as database:
        sending.request_page(base_site.find())
        with server(database, tmp_path) as site:
            first, second = sending.key(), sending.key()
            assert send(site.port, 1, first)[0] in (302, 303)
            with out_of_reach(database):
                status, page = send(site.port, 2, second)
                assert status == 503, site.log[-6000:]
                for typed in ("Partner 2", "We tried twice.", second):
                    assert typed in page
            assert "/receipt/" in send(site.port, 2, second)[1]
            assert "/receipt/" in send(site.port, 1, first)[1]
        assert AssistanceRequest.objects.count() == 2
