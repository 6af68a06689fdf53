"""What the site does to every request and answer beyond Django's own middleware."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from .languages import language_from_path, preferred_language
from .translation.publication import PublishRefused
from .views import page_not_found


class LocaleMiddleware:
    """The language of the address, else the one the browser prefers, of those that the site is live in.

    Django's own would answer in any language of ``LANGUAGES``, which here are all there are. No cookie
    is read or set. An answer that depends on the browser's preference says so to caches.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        in_path = language_from_path(request.path_info)
        language = in_path or preferred_language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        if in_path is None:
            patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", language)
        return response


class UnreadableAddressMiddleware:
    """An address with a null character is nowhere: PostgreSQL refuses to be asked for one.

    One with thousands of parameters is refused, also where nobody would read them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info:
            return page_not_found(request)
        _ = request.GET  # raises SuspiciousOperation
        return self.get_response(request)


def is_admin(request: HttpRequest) -> bool:
    """Whether the address is the admin's (``ADMIN_PATH``)."""
    return request.path_info.startswith(reverse("wagtailadmin_home"))


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """One policy for the public site, another for the admin, which cannot do without inline styles."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None and is_admin(request):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class ResourcePolicyMiddleware:
    """No other site's page can load what is answered here, but for what is open to all (CORS)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_open = response.headers.get("Access-Control-Allow-Origin") == "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if is_open else "same-origin"
        return response


class PublishRefusedMiddleware:
    """Shows why a translation was not published, back where the person came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PublishRefused):
            return None
        messages.error(request, str(exception))
        back = request.headers.get("Referer", "")
        if not url_has_allowed_host_and_scheme(
            back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        ):
            back = reverse("wagtailadmin_home")
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # As Wagtail's dialogues for a workflow expect it: they follow no redirect.
            return JsonResponse({"step": "success", "redirect": back})
        return redirect(back)
