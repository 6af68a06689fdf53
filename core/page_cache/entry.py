"""An answer that is kept, and how it is given."""

import gzip
import time
from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response

STALE_IF_ERROR = 24 * 60 * 60
"""Seconds that a shared cache may show a page for after its end, where the site does not answer."""


@dataclass(frozen=True)
class Entry:
    """An answer that is kept."""

    version: str
    key: str
    status: int
    headers: dict[str, str]
    body: bytes
    """Compressed: nearly every reader wants it so. There is no secret in it that its length could tell."""
    etag: str
    vary: str
    ends: float
    """When it is not to be shown any more: seconds since 1970."""

    def answer(self, request: HttpRequest, is_shared: bool = True) -> HttpResponseBase:
        """``is_shared``: whether a cache before the site may keep it under the address that was asked for."""
        compressed = re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        response = HttpResponse(
            self.body if compressed else gzip.decompress(self.body), status=self.status, headers=self.headers
        )
        if compressed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Cache-Control"] = self._cache_control(is_shared)
        response.headers["Vary"] = self.vary
        if self.status == HTTPStatus.OK:
            response.headers["ETag"] = self.etag
            return get_conditional_response(request, etag=self.etag, response=response) or response
        return response

    def _cache_control(self, is_shared: bool) -> str:
        """Browsers ask each time whether it is still so; a shared cache that is purged by us does not.

        It has a place for each address, and is not given those that anybody can make up without end.
        """
        shared = min(settings.SHARED_CACHE_SECONDS, int(self.ends - time.time()))
        if shared <= 0 or not is_shared or self.status == HTTPStatus.NOT_FOUND:
            return "max-age=0, must-revalidate"
        return f"max-age=0, s-maxage={shared}, stale-if-error={STALE_IF_ERROR}"
