"""How often a thing may be done: counted exactly, forgotten in time, in a table or in Redis."""

import shutil
import socket
import subprocess

import pytest
from django.core.cache import caches
from django.db import transaction

from core import rate_limits
from core.caching import content_version
from core.models import RateCount
from core.rate_limits import ALL, taken


@pytest.fixture
def clock(monkeypatch):
    """Time passes when ``clock.now`` is changed."""

    class Clock:
        now = 1_800_000_000

        def time(self):
            return self.now + 0.9

    clock = Clock()
    monkeypatch.setattr(rate_limits, "time", clock)
    return clock


@pytest.fixture(scope="module")
def redis_address(tmp_path_factory):
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("there is no Redis server on this machine")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("redis")
    command = [server, "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), "--save", ""]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert any("Ready to accept connections" in line for line in process.stdout)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()


@pytest.fixture
def in_redis(redis_address, settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_address}
    }
    caches["default"].clear()


@pytest.fixture
def in_the_table(settings, db):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(params=["in_the_table", "in_redis"])
def kept_in(request):
    request.getfixturevalue(request.param)


def test_a_share_is_taken_and_comes_back(kept_in, clock):
    waits = [taken("files", "someone", limit=2, seconds=60) for _time in range(4)]
    assert waits[:2] == [0, 0]
    assert waits[2] == waits[3]
    assert 1 <= waits[2] <= 60
    assert taken("files", "someone else", limit=2, seconds=60) == 0
    assert taken("letters", "someone", limit=2, seconds=60) == 0
    assert taken("files", "someone", limit=2, seconds=3600) == 0
    clock.now += waits[2] - 1
    assert taken("files", "someone", limit=2, seconds=60) == 1
    clock.now += 1
    assert taken("files", "someone", limit=2, seconds=60) == 0


def test_windows_of_different_clients_end_at_different_moments(kept_in, clock):
    assert len({taken("files", f"client {number}", limit=0, seconds=3600) for number in range(5)}) > 1


def test_redis_forgets_what_has_passed(in_redis):
    wait = taken("files", "someone", limit=0, seconds=600)
    client = caches["default"]._cache.get_client()
    [key] = client.keys()
    assert wait <= client.ttl(key) <= wait + 1
    assert "someone" not in str(key)


def test_the_table_forgets_what_has_passed_and_outdates_nothing(in_the_table, clock):
    version = content_version()
    for number in range(5):
        taken("files", f"client {number}", limit=1, seconds=60)
    assert RateCount.objects.count() == 5
    clock.now += 61
    taken("files", "another", limit=1, seconds=60)
    assert RateCount.objects.count() == 1
    assert "another" not in RateCount.objects.get().counter
    assert content_version() == version


def test_what_could_be_rolled_back_is_not_counted_but_refused(in_the_table):
    with transaction.atomic(), pytest.raises(RuntimeError):
        taken("letters", ALL, limit=1, seconds=60)
