"""/healthz/ and /readyz/: what machines ask, with things that are really broken."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.files.storage import storages
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from assistance.tasks import scan
from operations import health
from tests.own_databases import connected_to


@pytest.fixture(autouse=True)
def _looked_at_anew(monkeypatch):
    monkeypatch.setattr(health, "KEPT_SECONDS", -1)
    monkeypatch.setattr(health.CHECKS["migrations"], "_are_done", False)
    monkeypatch.setattr(health, "readiness", health.Readiness())


def ready(client):
    response = client.get("/readyz/")
    return response.status_code, {
        name for name, said in response.json().get("checks", {}).items() if said != "ok"
    }


def test_the_process_answers_whoever_asks_and_whatever_else_is_broken(client, settings):
    """No mark: pytest-django refuses every access to the database."""
    settings.ALLOWED_HOSTS = ["www.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ""}}
    response = client.get("/healthz/", headers={"host": "10.0.0.7:8000"})
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies and "Vary" not in response.headers
    assert client.head("/healthz/").status_code == 200
    assert client.post("/healthz/").status_code == 405
    assert client.get("/en/", headers={"host": "10.0.0.7:8000"}).status_code == 400


@pytest.mark.django_db
def test_ready_with_what_is_on_this_machine_told_on_this_machine_only(client):
    assert ready(client) == (200, set())
    for here in ({}, {"REMOTE_ADDR": "::1"}, {"REMOTE_ADDR": ""}):
        assert set(client.get("/readyz/", **here).json()["checks"]) == set(health.CHECKS)
    for asked in (
        {"REMOTE_ADDR": "203.0.113.7"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"REMOTE_ADDR": "", "HTTP_X_FORWARDED_FOR": "203.0.113.7"},
    ):
        assert client.get("/readyz/", **asked).json() == {"status": "ok"}


def test_without_a_database_it_is_not_ready(client, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), connected_to("/nowhere/at/all"):
        assert ready(client) == (503, {"database", "migrations", "queue"})
        assert client.get("/healthz/").status_code == 200


@pytest.mark.django_db
def test_without_a_cache_it_is_not_ready(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    assert ready(client) == (503, {"cache"})
    assert client.get("/readyz/", REMOTE_ADDR="203.0.113.7").json() == {"status": "unavailable"}
    del caches["default"]


@pytest.mark.django_db
def test_where_files_cannot_be_written_it_is_not_ready(client, settings, tmp_path):
    (tmp_path / "file").write_text("where a folder should be")
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "file"},
        }
    }
    assert ready(client) == (503, {"private files"})
    assert storages["default"].listdir("")[1] == []


@pytest.mark.django_db
def test_with_a_migration_to_be_made_it_is_not_ready(client):
    MigrationRecorder.Migration.objects.filter(app="core").order_by("-name").first().delete()
    assert ready(client) == (503, {"migrations"})


@pytest.mark.django_db
def test_a_worker_that_takes_nothing_is_noticed(client, caplog):
    task = scan.enqueue(0)
    scan.using(run_after=timezone.now() + timedelta(hours=1)).enqueue(0)
    assert ready(client) == (200, set())
    long_ago = timezone.now() - 2 * health.LONGEST_WAIT
    DBTaskResult.objects.update(enqueued_at=long_ago)
    assert ready(client) == ready(client) == (503, {"queue"})
    DBTaskResult.objects.filter(pk=task.id).delete()
    assert ready(client) == (200, set())
    DBTaskResult.objects.update(run_after=long_ago)
    assert ready(client) == (503, {"queue"})
    told = [record.message for record in caplog.records if record.name == health.logger.name]
    assert told == ["Not ready: queue", "Ready again: queue", "Not ready: queue"]
