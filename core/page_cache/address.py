"""What a page is kept under, and with what it is built."""

import gzip
import hashlib
import time
from functools import cached_property
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import resolve
from django.utils import translation
from django.utils.cache import has_vary_header
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import get_page_models

from core.caching import (
    ResultsByVersion,
    content_version,
    if_it_answers,
    is_outdated,
    is_uncommitted,
    kept_while_current,
)
from core.languages import preferred_language
from core.site_structure import live_languages

from .entry import Entry
from .schedule import seconds_until_time_changes_it

LONGEST = 24 * 60 * 60
"""Seconds that an entry is kept at most, where nothing changes."""
NOT_FOUND = 30
"""Seconds that the answer to an address that leads nowhere is kept."""
PLACES = 4096
"""Pages with parameters and addresses that lead nowhere share so many places, whatever readers make up: they
can push one another out, never the pages themselves."""

NEAR = 256
"""Entries that a process holds itself, some ten kilobytes each: those that are asked for now."""

KEPT_STATUSES = frozenset(
    {HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
)
HEADERS_IN_KEY = frozenset({"HTTP_HOST", "HTTP_X_FORWARDED_PROTO"})
"""The only headers that a page is built from; and ``Accept-Language`` where the path says no language."""
MADE_ANEW = frozenset({"vary", "content-length"})
"""Headers of an answer that are not kept."""
_near: ResultsByVersion[Entry] = ResultsByVersion(NEAR)
LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


class Address:
    """What a page is kept under."""

    def __init__(self, request: WSGIRequest, query: str, language: str, is_kept: bool | None) -> None:
        self._asked = request
        self._query = query
        self._language = language
        self._is_kept = is_kept
        self.key = "\n".join((request.scheme or "", request.get_host(), request.path, query, language))

    @classmethod
    def of(cls, request: HttpRequest) -> "Address | None":
        """None where the answer is not to be kept."""
        if (
            not isinstance(request, WSGIRequest)
            or request.method not in ("GET", "HEAD")
            or request.path_info.startswith(str(settings.STATIC_URL))
            or "HTTP_AUTHORIZATION" in request.META
            or is_uncommitted()
        ):
            return None
        is_kept, query = None, ""
        try:
            if request.META.get("QUERY_STRING"):
                if not _is_kept(request.path_info):
                    return None
                is_kept, query = True, _query_of(request)
            return cls(request, query, _preferred_language(request), is_kept)
        except (SuspiciousOperation, DatabaseError):
            return None  # it is refused, or fails, where all such requests do

    @cached_property
    def is_kept(self) -> bool:
        return _is_kept(self._asked.path_info) if self._is_kept is None else self._is_kept

    @property
    def is_made_up(self) -> bool:
        """Whether it has parameters that it does not know: of such addresses there is no end."""
        asked = self._asked.GET.keys()
        return bool(asked and asked - _parameters_of(self._asked))

    @property
    def request(self) -> HttpRequest:
        """The request without anything that is not in the key."""
        environ = {
            name: value
            for name, value in self._asked.META.items()
            if not name.startswith("HTTP_") or name in HEADERS_IN_KEY
        }
        # Django has put the path in as text; a request is made of what stood there before, bytes as Latin-1.
        path = self._asked.path_info.encode().decode("latin-1")
        environ.update(PATH_INFO=path, QUERY_STRING=self._query, REQUEST_METHOD="GET")
        if self._language:
            environ["HTTP_ACCEPT_LANGUAGE"] = self._language
        return WSGIRequest(environ)

    def entry(self) -> Entry | None:
        """What is kept of it, if it is still so."""
        near = _near.results(content_version())
        entry = near.get(self.key)
        if entry is None or entry.ends <= time.time():
            entry = self._found()
            if entry is not None:
                near[self.key] = entry
        return entry

    def _found(self) -> Entry | None:
        names = (self._place,) if self._query else (self._name, self._place)
        nothing: dict[str, Entry] = {}
        found = if_it_answers(lambda: caches["pages"].get_many(names), otherwise=nothing)
        version, now = content_version(), time.time()
        for entry in found.values():
            if entry.key == self.key and entry.version == version and entry.ends > now:
                return entry
        return None

    def keep(self, response: HttpResponseBase) -> Entry | None:
        """None where it may not be kept."""
        if (
            not isinstance(response, HttpResponse)
            or response.status_code not in KEPT_STATUSES
            or response.cookies
            or response.has_header("Cache-Control")
            or response.has_header("Content-Encoding")
            or (has_vary_header(response, "Accept-Language") and not self._language)
        ):
            return None
        is_found = response.status_code != HTTPStatus.NOT_FOUND
        seconds = min(LONGEST, seconds_until_time_changes_it()) if is_found else NOT_FOUND
        entry = Entry(
            version=content_version(),
            key=self.key,
            status=response.status_code,
            headers={name: value for name, value in response.items() if name.lower() not in MADE_ANEW},
            body=gzip.compress(response.content, mtime=0),
            etag=f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"',
            vary="Accept-Encoding, Accept-Language" if self._language else "Accept-Encoding",
            ends=time.time() + seconds,
        )
        name = self._name if is_found and not self._query else self._place
        if not is_outdated():  # or it may take the place of one that is not
            if_it_answers(lambda: caches["pages"].set(name, entry, timeout=seconds), otherwise=None)
        return entry

    @cached_property
    def _name(self) -> str:
        return f"page:{hashlib.sha256(self.key.encode(errors='replace')).hexdigest()}"

    @property
    def _place(self) -> str:
        return f"place:{int(self._name[-8:], 16) % PLACES}"

    @property
    def builder(self) -> str:
        """The name that its builder goes by: who came after a change waits for none who began before it."""
        return f"builder:{content_version()}:{self._name}"


def _is_kept(path: str) -> bool:
    """Whether the view that answers at a path is one whose answers are kept."""
    first_step = path.lstrip("/").split("/", 1)[0]
    with translation.override(first_step if first_step in LANGUAGES else None):
        try:
            return getattr(resolve(path).func, "is_kept_in_cache", False)
        except Http404:
            return False


def _preferred_language(request: HttpRequest) -> str:
    """Where the path says no language, the one that the answer will be in; else empty."""
    first_step = request.path_info.lstrip("/").split("/", 1)[0]
    if first_step not in LANGUAGES:
        return preferred_language(request)
    try:
        return "" if first_step in live_languages() else preferred_language(request)
    except DatabaseError:  # what was kept in the meantime is shown
        return ""


def _query_of(request: HttpRequest) -> str:
    """The parameters that the address knows, in one order, the values of each in theirs; no empty ones."""
    return urlencode(
        [
            (name, value)
            for name in sorted(_parameters_of(request).intersection(request.GET))
            for value in request.GET.getlist(name)
            if value
        ]
    )


def _parameters_of(request: HttpRequest) -> frozenset[str]:
    return _parameters_by_path().get(request.path_info, frozenset())


@kept_while_current
def _parameters_by_path() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for model in get_page_models():
        if names := getattr(model, "parameters", ()):
            for page in model.objects.live().select_related("locale"):
                for below in model.addresses_with_parameters:
                    found[page.address + below] = frozenset(names)
    for old_path in Redirect.objects.filter(old_path__contains="?").values_list("old_path", flat=True):
        path, query = old_path.split("?", 1)
        names = frozenset(name for name, _value in parse_qsl(query))
        found[f"{path}/"] = found.get(f"{path}/", frozenset()) | names
    return found
