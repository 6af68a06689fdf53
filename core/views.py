"""Addresses that are no page's own: the root, the resolution of a page, and errors."""

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from wagtail.models import Page
from wagtail.models.pages import RouteResult
from wagtail.urls import serve_pattern
from wagtail.views import serve as wagtail_serve

from . import errors
from .frame import build_frame
from .languages import language_from_path, preferred_language
from .page_cache import kept_in_cache
from .privacy import is_private
from .site_structure import language_homes

DEEPEST_PAGE = 12
"""Steps of an address beyond which no page is looked for."""


@kept_in_cache
def root(request: HttpRequest) -> HttpResponse:
    """``/`` leads to the home page in the language that the browser prefers."""
    homes = language_homes()
    if not homes:
        raise Http404
    home = homes.get(preferred_language(request)) or next(iter(homes.values()))
    response = HttpResponseRedirect(home.path)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@kept_in_cache
def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve the page at an address, or the nearest above it if that one answers addresses below its own.

    Two queries, which page it is and the page, where Wagtail's walk down the tree costs two a level.
    """
    home = language_homes().get(request.LANGUAGE_CODE)
    steps = path.split("/")[:-1]
    if home is None or len(steps) > DEEPEST_PAGE:
        raise Http404
    addresses = [
        home.url_path + "".join(f"{step}/" for step in steps[:depth]) for depth in range(len(steps) + 1)
    ]
    found = (
        Page.objects.live()
        # The slugs, for these have an index, which the addresses have not.
        .filter(url_path__in=addresses, slug__in=_slugs(addresses), alias_of=None, locale=home.locale)
        .order_by("-depth")
        .values_list("pk", "content_type", "url_path")
        .first()
    )
    if found is None:
        raise Http404
    pk, content_type, address = found
    page_type: Any = ContentType.objects.get_for_id(content_type).model_class() or Page
    nearest = page_type._base_manager.filter(pk=pk).first()
    if nearest is None:  # deleted since
        raise Http404
    nearest.locale = home.locale
    below = steps[addresses.index(address) :]
    # Where Wagtail keeps what it has routed (Page.route_for_request): its own view and hooks go on from here.
    route = nearest.route(request, below) if below else RouteResult(nearest)
    request._wagtail_route_for_request = route  # type: ignore[attr-defined]
    return wagtail_serve(request, path)


def _slugs(url_paths: Iterable[str]) -> set[str]:
    return {url_path.rstrip("/").rsplit("/", 1)[-1] for url_path in url_paths}


@require_safe
def sign_in(request: HttpRequest) -> HttpResponse:
    """There is one place to sign in."""
    return redirect(f"{reverse('account_login')}?{request.GET.urlencode()}")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the reader's language, with the languages that the page does exist in."""
    try:
        context = {"frame": build_frame(request), "elsewhere": _in_other_languages(request)}
        return render(request, "404.html", context, status=HTTPStatus.NOT_FOUND)
    except DatabaseError:
        return errors.not_found(request)


def _in_other_languages(request: HttpRequest) -> list[dict[str, str]]:
    """Pages that the address would lead to under other languages' prefixes."""
    homes = language_homes()
    language = language_from_path(request.path_info)
    elsewhere = []
    if language and re.fullmatch(serve_pattern, request.path_info.lstrip("/").rstrip("/") + "/"):
        below = request.path_info.removeprefix(homes[language].path)
        if below and not below.endswith("/"):
            below += "/"
        by_url_path = {home.url_path + below: home for code, home in homes.items() if code != language}
        elsewhere = [
            {
                "language": by_url_path[url_path].language,
                "path": by_url_path[url_path].path + below,
                "title": title,
            }
            for url_path, title in Page.objects.live()
            .filter(url_path__in=list(by_url_path), slug__in=_slugs(by_url_path))
            .exclude(is_private())
            .values_list("url_path", "title")
        ]
    return elsewhere
