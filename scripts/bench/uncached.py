"""Production's settings without the page cache: what building a page costs."""

from website.settings.production import *  # type: ignore[import-not-found]  # noqa: F403

CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # type: ignore[name-defined]  # noqa: F405
