"""Each request has an id, which stands in every line that it writes into the log, and one line of its own."""

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}")
PROBES = ("/healthz/", "/readyz/")
"""Asked every few seconds by machines (``health.py``)."""
PAGES = "wagtail_serve"
PAGE_PATH = re.compile(r"/(?:[a-z0-9-]+/)*")
"""What addresses of pages are made of: no capitals, as tokens have, no @, nothing that is encoded."""

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="")
"""Of the request that this thread is answering; empty in commands and in the worker."""


class RequestLogMiddleware:
    """Stands before all others. Of persons the line says nothing but an account's number.

    ``method`` ``route`` ``path`` ``status`` ``milliseconds`` ``user``. The route by its name: an address may
    hold a token, what somebody has typed, a file's name; the address of a page that there is only, and
    without what follows its ``?``. Not who asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        request.id = request_id(request)  # type: ignore[attr-defined]
        before = current_request_id.set(request.id)  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
            response.headers[HEADER] = request.id  # type: ignore[attr-defined]
            self._write(request, response, milliseconds=round((time.perf_counter() - begun) * 1000, 1))
        finally:
            current_request_id.reset(before)
        return response

    def _write(self, request: HttpRequest, response: HttpResponseBase, milliseconds: float) -> None:
        level = logging.DEBUG if request.path_info in PROBES else logging.INFO
        if not logger.isEnabledFor(level):
            return
        fields = {
            "method": request.method,
            "route": route_of(request),
            "path": _path_of(request, response.status_code),
            "status": response.status_code,
            "milliseconds": milliseconds,
            # Only if somebody has asked who it is: asking here would read the session for each page.
            "user": getattr(getattr(request, "_cached_user", None), "pk", None),
        }
        said = {name: value for name, value in fields.items() if value not in (None, "")}
        logger.log(level, "%s %s %s", request.method, fields["route"], response.status_code, extra=said)


def request_id(request: HttpRequest) -> str:
    """The one that our own proxy has given it, else a new one: what anybody sends may be anything."""
    given = request.headers.get(HEADER, "")
    if settings.TRUSTED_PROXIES and WELL_FORMED.fullmatch(given):
        return given
    return secrets.token_hex(16)


def route_of(request: HttpRequest) -> str:
    """The name of the route, ``assistance:follow``; ``-`` where none was looked for, or none found.

    None is looked for where a page was kept (``core/page_cache/``).
    """
    if request.path_info in PROBES:
        return request.path_info.strip("/")
    match = getattr(request, "resolver_match", None)
    return match.view_name or match.route if match else "-"


def _path_of(request: HttpRequest, status: int) -> str:
    """Of a page, whether it was made now or kept (then no route was looked for)."""
    is_there = status < 400 or status >= 500
    is_page = route_of(request) in (PAGES, "-") and PAGE_PATH.fullmatch(request.path_info)
    return request.path_info if is_there and is_page else ""
