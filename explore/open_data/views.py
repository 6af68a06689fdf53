"""The files, served: to anybody, part by part, and only where they have changed."""

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.caching import content_version
from core.streaming import streamed

from .codes import codes_file
from .formats import Format
from .json_file import json_schema
from .limits import refused
from .publication import last_change
from .selection import select

EDITION = "1"
"""Of the files' make. To be raised with whatever changes what they hold, other than what is published."""
VALID_FOR = 24 * 60 * 60
"""Seconds that a browser remembers that any site's program may ask."""

View = Callable[[HttpRequest], HttpResponseBase]


def open_to_all(view: View) -> View:
    """Programs in pages of any site may read the answer (CORS): it is the same for everybody."""

    @wraps(view)
    def opened(request: HttpRequest) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=HTTPStatus.NO_CONTENT)
            response["Allow"] = response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = "If-None-Match"
            response["Access-Control-Max-Age"] = str(VALID_FOR)
        else:
            response = view(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Retry-After"
        return response

    return require_http_methods(["GET", "HEAD", "OPTIONS"])(opened)


def file_view(form: Format) -> View:
    def view(request: HttpRequest) -> HttpResponseBase:
        version = content_version()  # before what depends on it: what changes meanwhile is found outdated
        selection = select(request.GET)
        if not form.holds(selection):
            return _nothing_to_tell()
        name = f"mieux-{form.file_name.replace('.', f'-{selection.language}.', 1)}" if form.is_table else ""
        return _answer(
            request,
            _etag(version, form.name, selection.finding.filter.query()),
            lambda: streamed(form.parts(selection), form.content_type, selection.language, name),
        )

    return open_to_all(view) if form.name == "json" else require_safe(view)


def _nothing_to_tell() -> HttpResponse:
    return HttpResponse(
        _("Nothing was found that this format can hold.") + "\n",
        status=HTTPStatus.NOT_FOUND,
        content_type="text/plain; charset=utf-8",
    )


@open_to_all
def schema(request: HttpRequest) -> HttpResponseBase:
    return _document(request, "schema", json_schema, "application/schema+json")


@open_to_all
def codes(request: HttpRequest) -> HttpResponseBase:
    return _document(request, "codes", codes_file, "application/json")


def _document(
    request: HttpRequest, name: str, make: Callable[[], dict[str, Any]], content_type: str
) -> HttpResponseBase:
    """What is small, and the same whatever the filter."""
    version = content_version()
    select(request.GET)  # there is none where there is no list

    def written() -> HttpResponse:
        return HttpResponse(
            json.dumps(make(), ensure_ascii=False, indent=2) + "\n", content_type=content_type
        )

    return _answer(request, _etag(version, name), written)


def _answer(request: HttpRequest, etag: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What has not changed is not read again, nor counted against the client; nor is a mere look (HEAD)."""
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None and request.method == "HEAD":
        # Nothing to be sent, and not known how long it would be: never a length of 0.
        response = StreamingHttpResponse(headers=make().headers)
    if response is None:
        if refusal := refused(request):
            return refusal
        response = make()
    response["ETag"] = etag
    response["Cache-Control"] = "no-cache"  # keep it, and ask whether it is still so
    response["X-Robots-Tag"] = "noindex"
    if changed := last_change():
        response["Last-Modified"] = http_date(changed.timestamp())
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _etag(*of: str) -> str:
    """Weak, since it may be sent compressed. Country groups and years under way change with the day."""
    parts = (
        EDITION,
        str(timezone.localdate()),
        get_language(),
        settings.SITE_URL,
        settings.IATI_ORGANISATION,
        *of,
    )
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
