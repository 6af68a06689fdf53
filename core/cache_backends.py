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


class RedisCache(MayBeGone, redis.RedisCache):
    """``get_many`` and its like, which nothing here uses, are Django's own."""


class FileCache(MayBeGone, filebased.FileBasedCache):
    pass
