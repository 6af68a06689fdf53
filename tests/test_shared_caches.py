"""Caches before the site are told of each change: once, after its commit, whether or not they answer."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction

import manage
from core import caching, shared_caches
from core.caching import VERSION_KEY, content_version
from tests import factories


@pytest.fixture
def purged(settings, monkeypatch):
    """What was asked of the shared cache, with the content version at that moment."""
    asked: list[tuple[str, str | None]] = []

    class Cache(shared_caches.BaseBackend):
        def purge(self, url):
            asked.append((url, cache.get(VERSION_KEY)))

    monkeypatch.setattr(shared_caches, "Cache", Cache, raising=False)
    settings.WAGTAILFRONTENDCACHE = {"test": {"BACKEND": "core.shared_caches.Cache"}}
    return asked


def test_a_change_purges_once_and_after_the_version_has_changed(site, purged, committed):
    cache.set(VERSION_KEY, "before", None)
    with committed():
        for _time in range(3):
            site.home.save_revision().publish()
        assert purged == []
    [(address, version)] = purged
    assert address == "http://localhost:8000/*"
    assert version not in {None, "before"}


def test_what_is_rolled_back_purges_nothing_and_keeps_no_other_from_it(site, purged, committed):
    with committed(), pytest.raises(ValueError, match="back"), transaction.atomic():
        site.home.save()
        raise ValueError("back")
    assert purged == []
    with committed():
        site.home.save()
        with pytest.raises(ValueError, match="back"), transaction.atomic():
            site.news.save()
            raise ValueError("back")
    assert len(purged) == 1


def test_a_command_that_could_not_tell_the_cache_says_so_until_it_has(site, committed, monkeypatch):
    monkeypatch.setattr(caching, "PAUSE", 0)
    content_version()
    with monkeypatch.context() as away:
        away.setattr(caching, "cache", None)  # from here; whoever serves readers may well reach it
        with committed():
            site.home.save_revision().publish()
        with pytest.raises(CommandError, match="Not reached: the site's own"):
            call_command("forget_pages")
        away.setattr("sys.argv", ["manage.py", "version"])
        with pytest.raises(SystemExit, match="run manage.py forget_pages"):
            manage.main()
    before = cache.get(VERSION_KEY)
    call_command("forget_pages")
    assert cache.get(VERSION_KEY) != before
    monkeypatch.setattr("sys.argv", ["manage.py", "version"])
    manage.main()


def test_what_is_no_content_purges_nothing(site, purged, committed):
    with committed():
        factories.UserFactory()
    assert purged == []


def test_nginx_gets_another_target_each_time_and_old_ones_go(settings, tmp_path, monkeypatch):
    pages = tmp_path / "pages"
    settings.WAGTAILFRONTENDCACHE = {
        "nginx": {"BACKEND": "core.shared_caches.NginxPages", "LOCATION": str(pages)}
    }
    targets = set()
    for _time in range(3):
        assert shared_caches.purge_shared_caches() == []
        targets.add((pages / "current").resolve(strict=True))
    assert len(targets) == 3
    monkeypatch.setattr(shared_caches, "KEPT_SECONDS", -1)
    shared_caches.purge_shared_caches()
    assert {path.name for path in pages.iterdir()} == {"current", (pages / "current").resolve().name}


@pytest.fixture
def purge_address():
    """A cache that forgets what it is told to, and where it is."""
    told = []

    class Handler(BaseHTTPRequestHandler):
        def do_PURGE(self):
            told.append((self.path, self.headers["Host"]))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", told
    server.shutdown()
    server.server_close()


def test_a_cdn_is_asked_to_forget_all_pages_of_the_site(settings, purge_address):
    address, told = purge_address
    settings.SITE_URL = "https://www.example.org"
    settings.WAGTAILFRONTENDCACHE = {
        "cdn": {"BACKEND": "core.shared_caches.PurgeAddress", "LOCATION": address}
    }
    call_command("forget_pages")
    assert told == [("/*", "www.example.org")]


def test_one_that_is_out_of_reach_is_said_and_stops_nothing(site, settings, tmp_path, committed, caplog):
    pages = tmp_path / "pages"
    settings.WAGTAILFRONTENDCACHE = {
        "cdn": {"BACKEND": "core.shared_caches.PurgeAddress", "LOCATION": "http://127.0.0.1:9"},
        "nginx": {"BACKEND": "core.shared_caches.NginxPages", "LOCATION": str(pages)},
    }
    with committed():
        site.home.save_revision().publish()
    assert "'cdn' still has pages from before" in caplog.text
    assert (pages / "current").exists()
    with pytest.raises(CommandError, match="Not reached: cdn"):
        call_command("forget_pages")
