"""Django's caches, for who asks them without thinking that they may be gone: Wagtail, allauth.

One that does not answer is one that takes everything and keeps nothing, as Django's ``DummyCache`` is.
"""

from typing import Any

from django.core.cache.backends import filebased, redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from .caching import if_it_answers


class MayBeGone(BaseCache):
    """Of what it cannot pretend (``incr``) it raises what Django's raises."""

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return if_it_answers(lambda: super(MayBeGone, self).add(key, value, timeout, version), otherwise=True)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return if_it_answers(lambda: super(MayBeGone, self).get(key, default, version), otherwise=default)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        if_it_answers(lambda: super(MayBeGone, self).set(key, value, timeout, version), otherwise=None)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return if_it_answers(lambda: super(MayBeGone, self).touch(key, timeout, version), otherwise=False)

    def delete(self, key: Any, version: int | None = None) -> bool:
        return if_it_answers(lambda: super(MayBeGone, self).delete(key, version), otherwise=False)

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return if_it_answers(lambda: super(MayBeGone, self).has_key(key, version), otherwise=False)


class OneRedisClient(redis.RedisCacheClient):
    """Django makes a client for each command, which takes as long as the command does."""

    def __init__(self, servers: Any, **options: Any) -> None:
        super().__init__(servers, **options)
        self._clients: dict[bool, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        if write not in self._clients:
            self._clients[write] = super().get_client(key, write=write)
        return self._clients[write]


class RedisCache(MayBeGone, redis.RedisCache):
    """``get_many`` and its like, which nothing here pretends, are Django's own."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = OneRedisClient


class FileCache(MayBeGone, filebased.FileBasedCache):
    pass
