"""Production's settings without the collecting of static files, which takes longer than a test of faults."""

from website.settings.production import *  # noqa: F403

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
