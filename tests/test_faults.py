"""What breaks, and what readers, partners and editors see of it: the rows of docs/faults.md.

A real gunicorn; on SQLite disks that are full or read-only (for root), on PostgreSQL servers that go.
"""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException

import psycopg
import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.test.utils.form_data import querydict_from_html

from assistance import drafts
from assistance.models import AssistanceRequest, RequestDraft
from images.models import CustomImage
from news.models import NewsIndexPage
from tests import base_site, factories, sending
from tests.own_databases import Databases, connected_to
from tests.sending import FILLED_IN, FORM, key, picture
from tests.served_site import served_site, wait_until

ON_POSTGRESQL = "postgres" in os.environ.get("DATABASE_URL", "")
on_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="broken there by other means")
on_postgresql = pytest.mark.skipif(
    not ON_POSTGRESQL, reason="needs a server that can go: make test runs it too"
)

TYPED = ("Awa Diop", "We tried twice.")
NEWS, EDITED = "/en/news/", "/admin/pages/{}/edit/"


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker, tmp_path_factory):
    """A database with what the tests look at; this process is connected to it."""
    with django_db_blocker.unblock():
        databases = Databases(tmp_path_factory.mktemp("faults"), "faults")
        name = databases.copy()
        with connected_to(name):
            sending.request_page(base_site.find())
            get_user_model().objects.create_superuser("editor", "editor@example.org", "secret")
        yield name
        databases.drop()


def filled_in(**changed):
    return {**FILLED_IN, "key": key(), **changed}


def assert_kept(answer, form):
    """What the browser has got back holds all that was typed, to be sent again."""
    assert answer.status == 503, answer.text[:2000]
    for typed in (*TYPED, form["key"]):
        assert typed in answer.text
    assert answer.headers["Retry-After"]


def is_sent(answer):
    return answer.status == 303 and "/receipt/" in answer.headers["Location"]


def assert_our_page(answer, status):
    assert answer.status == status, answer.text[:2000]
    assert "Something went wrong on our side" in answer.text and "Traceback" not in answer.text


def edit(site, **changed):
    """Publish the list of news as its editor does, with these fields changed."""
    address = EDITED.format(NewsIndexPage.objects.get(locale__language_code="en").pk)
    html = site.get(address, staff=True).text
    data = querydict_from_html(html, form_id="page-edit-form", exclude_csrf=False).copy()
    data.update({"action-publish": "action-publish", **changed})
    return lambda: site.post(address, dict(data.lists()), staff=True)


# SQLite: the disk


@contextmanager
def mounted(folder, size):
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=False)
    if done.returncode:
        pytest.skip("a small disk can be mounted by root only")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@contextmanager
def full(disk):
    """Not a byte can be written on it."""
    filler = disk / "filler"
    with suppress_full(), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def suppress_full():
    try:
        yield
    except OSError as error:
        assert error.errno == 28


@pytest.fixture(scope="module")
def disks(content, tmp_path_factory):
    """The site on three small disks: all but the two kinds of files, media, private files."""
    if os.getuid() or not shutil.which("mount"):
        pytest.skip("a small disk can be mounted by root only")
    with mounted(tmp_path_factory.mktemp("var"), "64m") as var:
        shutil.copy(content, var / "site.sqlite3")
        with (
            mounted(var / "media", "1m"),
            mounted(var / "private", "256k"),
            connected_to(str(var / "site.sqlite3")),
            served_site(f"sqlite:///{var / 'site.sqlite3'}?timeout=1", var) as site,
        ):
            site.sign_in(get_user_model().objects.get(username="editor"))
            yield site


@on_sqlite
def test_no_room_for_a_partners_file(disks):
    form = filled_in(letter=picture())
    with full(disks.folder / "private"):
        kept = disks.post(FORM, form, files=True)
        page = disks.get(kept.headers["Location"].partition("#")[0])
        assert page.status == 200 and "could not be saved" in page.text
        assert all(typed in page.text for typed in TYPED)
        assert '"private files": "failed"' in disks.ready().text
    form["letter"].seek(0)
    assert is_sent(disks.post(kept.headers["Location"].partition("#")[0], form, files=True))
    assert AssistanceRequest.objects.latest("pk").files.count() == 1


@on_sqlite
def test_no_room_for_the_database(disks):
    form, publish = filled_in(), edit(disks, title="News of a full disk")
    with full(disks.folder):
        assert disks.get(NEWS).status == 200
        assert disks.get("/en/projects/?q=never-asked").status == 200
        assert_kept(disks.post(FORM, form), form)
        assert_our_page(publish(), 503)
    assert publish().status == 302
    assert "News of a full disk" in disks.get(NEWS).text
    assert is_sent(disks.post(FORM, form))


@on_sqlite
def test_media_that_cannot_be_written(disks):
    image = factories.ImageFactory()
    news = NewsIndexPage.objects.get(locale__language_code="en")
    page = factories.NewsPageFactory(parent=news, image=image, slug="with-a-picture")
    upload = disks.get("/admin/images/add/", staff=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', upload.text)[1]
    media = str(disks.folder / "media")
    subprocess.run(["mount", "-o", "remount,ro", media], check=True)
    try:
        assert disks.get(f"{NEWS}{page.slug}/").status == 200
        before = CustomImage.objects.count()
        sent = {"csrfmiddlewaretoken": token, "title": "A", "file": picture(), "consent": "nobody"}
        sent["collection"] = image.collection_id
        answer = disks.post("/admin/images/add/", sent, files=True, staff=True)
        assert_our_page(answer, 500)
        assert CustomImage.objects.count() == before
        assert edit(disks, title="News without a disk")().status == 302
        assert '"media": "failed"' in disks.ready().text
    finally:
        subprocess.run(["mount", "-o", "remount,rw", media], check=True)
    sent["file"].seek(0)
    assert disks.post("/admin/images/add/", sent, files=True, staff=True).status == 302
    assert CustomImage.objects.count() == before + 1


@on_sqlite
def test_a_database_that_another_process_has_locked(disks):
    form, publish = filled_in(), edit(disks, title="News after the lock")
    lock = sqlite3.connect(disks.folder / "site.sqlite3", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    assert disks.get("/en/projects/?q=not-kept-yet").status == 200
    assert_kept(disks.post(FORM, form), form)
    assert_our_page(publish(), 503)
    lock.execute("ROLLBACK")
    assert publish().status == 302
    assert "News after the lock" in disks.get(NEWS).text
    assert is_sent(disks.post(FORM, form))


@on_sqlite
def test_a_cache_folder_that_cannot_be_written(disks):
    disks.get(NEWS)
    folder = disks.folder / "cache"
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("in the way")
    for title in ("News without a cache", "News still without"):
        assert edit(disks, title=title)().status == 302
        assert title in disks.get(NEWS).text
    assert is_sent(disks.post(FORM, filled_in()))
    assert '"cache": "failed"' in disks.ready().text
    assert disks.log.count("The cache does not answer") == 1
    folder.unlink()
    assert disks.ready().status == 200
    assert edit(disks, title="News again")().status == 302
    assert "News again" in disks.get(NEWS).text


# PostgreSQL and Redis


class Redis:
    def __init__(self, folder):
        self.program, self.folder = shutil.which("redis-server"), folder
        if self.program is None:
            pytest.skip("there is no Redis server on this machine")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self):
        command = [self.program, "--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.folder)]
        self.process = subprocess.Popen([*command, "--save", ""], stdout=subprocess.PIPE, text=True)
        assert any("Ready to accept connections" in line for line in self.process.stdout)

    def stop(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def redis(tmp_path_factory):
    server = Redis(tmp_path_factory.mktemp("redis"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def servers(content, redis, tmp_path_factory):
    """The site with PostgreSQL and Redis."""
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{content}"
    with (
        connected_to(content),
        served_site(
            url, tmp_path_factory.mktemp("var"), REDIS_URL=f"redis://127.0.0.1:{redis.port}/0"
        ) as site,
    ):
        site.sign_in(get_user_model().objects.get(username="editor"))
        yield site


@contextmanager
def held(statement):
    """A lock that somebody else's transaction stops at, in its midst; True once it does."""
    url = os.environ["DATABASE_URL"].rsplit("/", 1)[0] + f"/{connection.settings_dict['NAME']}"
    with psycopg.connect(url) as mine, psycopg.connect(url, autocommit=True) as looking:
        mine.execute(statement)

        def somebody_waits():
            waiting = "SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database WHERE NOT granted"
            return looking.execute(f"{waiting} AND datname = current_database()").fetchone()[0] > 0

        yield somebody_waits


@contextmanager
def killed_in_the_midst(site, lock, ask):
    """The worker dies while ``ask`` waits for the lock; its client gets no answer."""
    with ThreadPoolExecutor(1) as browser, held(lock) as somebody_waits:
        answer = browser.submit(ask)
        wait_until(somebody_waits, 20)
        site.kill_worker()
        with pytest.raises((OSError, HTTPException)):
            answer.result()
    wait_until(lambda: _is_back(site), 30)
    yield


def _is_back(site):
    try:
        return site.get("/healthz/").status == 200
    except (OSError, HTTPException):
        return False


@on_postgresql
def test_a_worker_that_is_killed_while_it_takes_in_a_request(servers):
    form, before = filled_in(), AssistanceRequest.objects.count()
    lock = "LOCK TABLE assistance_assistancerequest IN SHARE ROW EXCLUSIVE MODE"
    with killed_in_the_midst(servers, lock, lambda: servers.post(FORM, form)):
        assert AssistanceRequest.objects.count() == before
        # What was typed had been kept before it was sent.
        draft = RequestDraft.objects.get(key_hash=drafts.hash_of(drafts.token_in(form["key"])[0]))
        assert draft.sealed
        # The browser's reload sends the same again.
        assert is_sent(servers.post(FORM, form))
        assert is_sent(servers.post(FORM, form))
        assert AssistanceRequest.objects.count() == before + 1


@on_postgresql
def test_a_worker_that_is_killed_while_it_publishes(servers):
    publish = edit(servers, title="News of the killed")
    lock = "LOCK TABLE wagtailcore_modellogentry, wagtailcore_pagelogentry IN SHARE ROW EXCLUSIVE MODE"
    before = servers.get(NEWS).text
    with killed_in_the_midst(servers, lock, publish):
        assert servers.get(NEWS).text == before
        assert edit(servers)  # the editor opens it again
        assert publish().status == 302
        assert "News of the killed" in servers.get(NEWS).text


@contextmanager
def without_database():
    name = connection.settings_dict["NAME"]
    connection.close()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@on_postgresql
def test_with_the_database_gone_what_is_kept_is_served(servers):
    """What a partner sends meanwhile: tests/test_many_at_once.py."""
    pages = ("/en/", NEWS, "/fr/projects/")
    publish, before = edit(servers, title="News of tomorrow"), [servers.get(path).text for path in pages]
    with without_database():
        assert [servers.get(path).text for path in pages] == before
        unkept = servers.get("/es/news/")
        assert unkept.status == 503 and unkept.headers["Retry-After"] and '<html lang="es"' in unkept.text
        assert_our_page(publish(), 503)
        assert servers.get("/healthz/").status == 200
        assert '"database": "failed"' in servers.ready().text
    assert servers.ready().status == 200
    assert servers.get("/es/news/").status == 200
    assert publish().status == 302
    assert "News of tomorrow" in servers.get(NEWS).text


@on_postgresql
def test_with_redis_gone_nothing_is_old_and_nothing_fails(servers, redis):
    servers.get(NEWS)
    redis.stop()
    try:
        assert servers.get("/en/projects/?q=never-kept").status == 200
        for title in ("News without Redis", "News still without"):
            assert edit(servers, title=title)().status == 302
            assert title in servers.get(NEWS).text
        assert is_sent(servers.post(FORM, filled_in()))
        assert '"cache": "failed"' in servers.ready().text
        assert servers.log.count("The cache does not answer") == 1
    finally:
        redis.start()
    wait_until(lambda: servers.ready().status == 200, 10)
    assert edit(servers, title="News with Redis")().status == 302
    assert "News with Redis" in servers.get(NEWS).text


@pytest.mark.django_db  # without one such test no database is made for the others
def test_the_addresses_that_are_broken_here_are_there(site):
    assert NewsIndexPage.objects.filter(locale__language_code="en").exists()
