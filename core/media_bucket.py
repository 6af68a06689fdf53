"""Uploaded files in a bucket of an S3-compatible service."""

from typing import Any

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class MediaBucket(S3Storage):
    """Readers ask the site for ``/media/images/…``, and nginx the bucket: no page names another host.

    The bucket must be closed but for ``images/`` (docs/runbook.md): originals and documents lie beside it.
    """

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        return f"{settings.MEDIA_URL}{filepath_to_uri(name)}"
