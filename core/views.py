"""Addresses that are no page's own: the root, the resolution of a page, and errors."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from wagtail.models import Page
from wagtail.models.pages import RouteResult
from wagtail.views import serve as wagtail_serve

from .frame import build_frame
from .languages import language_from_path, preferred_language
from .site_structure import language_homes


def root(request: HttpRequest) -> HttpResponse:
    """``/`` leads to the home page in the language that the browser prefers."""
    homes = language_homes()
    if not homes:
        raise Http404
    home = homes.get(preferred_language(request)) or next(iter(homes.values()))
    response = HttpResponseRedirect(home.path)
    patch_vary_headers(response, ["Accept-Language"])
    return response


def page(request: HttpRequest, path: str) -> HttpResponse:
    """Serve a page: found by its address in one query, else by Wagtail's walk down the tree.

    The walk costs two queries a level, and is needed only where a page answers addresses below its own.
    """
    home = language_homes().get(request.LANGUAGE_CODE)
    if home is None:
        raise Http404
    found = (
        Page.objects.live()
        .filter(url_path=home.url_path + path, alias_of=None, locale=home.locale)
        .specific()
        .first()
    )
    if found is not None:
        found.locale = home.locale
        # Where Wagtail keeps what it has routed (Page.route_for_request): its own view and hooks go on from here.
        request._wagtail_route_for_request = RouteResult(found)
    return wagtail_serve(request, path)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 in the reader's language, with the languages that the page does exist in."""
    homes = language_homes()
    language = language_from_path(request.path_info)
    elsewhere = []
    if language:
        below = request.path_info.removeprefix(homes[language].path)
        if below and not below.endswith("/"):
            below += "/"
        by_url_path = {home.url_path + below: home for code, home in homes.items() if code != language}
        elsewhere = [
            {"language": by_url_path[url_path].language, "path": by_url_path[url_path].path + below, "title": title}
            for url_path, title in Page.objects.live()
            .public()
            .filter(url_path__in=list(by_url_path))
            .values_list("url_path", "title")
        ]
    context = {"frame": build_frame(request), "elsewhere": elsewhere}
    return render(request, "404.html", context, status=HTTPStatus.NOT_FOUND)
