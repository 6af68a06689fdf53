"""For the tests: production's behaviour, without what only costs time."""

import os

from .base import *  # noqa: F403
from .environment import env

SECRET_KEY = "only-for-tests"  # noqa: S105
REQUEST_KEYS = ["only-for-tests"]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Tests of pages want them built; those of the page cache turn it on.
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
if redis := env.str("REDIS_URL", default=""):  # scripts/with-redis
    # Each process of the tests clears its own; the first is left to the servers that tests start.
    number = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": f"{redis.rpartition('/')[0]}/{number}",
    }
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
