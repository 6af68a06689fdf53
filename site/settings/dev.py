"""For working on the code: ``make dev``. Reloads, shows debug pages, serves media itself."""

from .base import *  # noqa: F403

DEBUG = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SERVE_MEDIA = True
INTERNAL_IPS = ["127.0.0.1"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
