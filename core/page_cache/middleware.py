"""Where pages are taken from the cache, and put into it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from core.caching import one_version

from .address import Address
from .building import Building


class PageCacheMiddleware:
    """Answers from what is kept; else has the page built, by one request at a time, and keeps it.

    It stands before all that asks a database or a session, and before what adds the headers of every answer,
    which are kept with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with one_version():
            if _has_session(request):
                response = self.get_response(request)
                if not request.path_info.startswith((settings.MEDIA_URL, str(settings.STATIC_URL))):
                    response.headers["Cache-Control"] = "private, no-store"
                return response
            address = Address.of(request)
            if address is None:
                return _unkept(self.get_response(request))
            entry = address.entry()
            if entry is None:
                if not address.is_kept:
                    return _unkept(self.get_response(request))
                with Building(address) as building:
                    entry = building.entry
                    if entry is None:
                        built_from = address.request
                        response = self.get_response(built_from)
                        request.resolver_match = built_from.resolver_match  # the log names the route
                        entry = address.keep(response)
                        if entry is None:
                            return _unkept(response)
            return entry.answer(request, is_shared=not address.is_made_up)


def _has_session(request: HttpRequest) -> bool:
    return "HTTP_COOKIE" in request.META and settings.SESSION_COOKIE_NAME in request.COOKIES


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    """What says nothing of caches is not to be kept by guess."""
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
