"""What every step of the partner's way shares: the request page above it, its frame, its headers."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from assistance.files.receiving import LONGEST_REQUEST, OnlyWhatMayBeKept
from assistance.forms import mistakes_in
from assistance.models import RequestPage
from core.errors import bad_request, too_long
from core.frame import build_frame
from core.site_structure import public_list_page

from .origin import refuse_other_sites

logger = logging.getLogger(__name__)

StepView = Callable[..., HttpResponseBase]

STEPS: dict[str, str | Promise] = {
    "check": pgettext_lazy("step", "Check"),  # short: four of them stand in a row on a telephone
    "letter": _("The letter"),
    "send": _("Send"),
    "follow_start": _("Follow"),
}
"""The steps in their order, by the names of their addresses; what each is called."""


def step(view: StepView) -> StepView:
    """A step of the partner's way: ``view(request, page, …)``, with the request page in the active language.

    404 where the language has none. What a step answers is kept nowhere, found by no search engine, and its
    address, which may be a private link, is told to nobody. No step knows anybody by a cookie: what may be
    done hangs on what is in the form or the link, so there is nothing that Django's token would protect, and
    no form is lost to an expired session (docs/decisions/0013-requests.md).
    """

    @sensitive_post_parameters()  # a report of an error holds nothing that a partner wrote
    @wraps(view)
    def served(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        refuse_other_sites(request)
        if request.method == "POST":
            if not _is_readable(request):
                return bad_request(request)
            if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_REQUEST:
                return too_long(request)
            request.upload_handlers = [OnlyWhatMayBeKept(request)]
        try:
            response = view(request, public_list_page(RequestPage), **kwargs)
        except (OperationalError, InterfaceError):
            if request.method != "POST":
                raise
            logger.exception("A form could not be kept")
            response = try_again(request)
        add_never_cache_headers(response)
        patch_cache_control(response, no_store=True, private=True)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return csrf_exempt(served)


def _is_readable(request: HttpRequest) -> bool:
    """Every browser sends a form in the encoding of its page, and its length in figures."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    encoding = (request.content_params or {}).get("charset", "utf-8")
    return length.isascii() and length.isdecimal() and encoding.lower().replace("-", "") == "utf8"


def try_again(request: HttpRequest) -> HttpResponse:
    """The database is down: what was typed goes back to the browser, to be sent from there again."""
    context = {
        "path": request.path,
        "kept": [(name, value) for name, values in request.POST.lists() for value in values],
    }
    response = HttpResponse(
        render_to_string("assistance/try_again.html", context), status=HTTPStatus.SERVICE_UNAVAILABLE
    )
    response.headers["Retry-After"] = "60"
    return response


def step_page(
    request: HttpRequest,
    page: RequestPage,
    template: str,
    *,
    address: str,
    title: str,
    token: str = "",
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> TemplateResponse:
    """The page of a step. ``address``: below the request page's own, ``check/``.

    ``token``: of a private link, which follows it; such a page tells search engines and those who share pages
    nothing.
    """
    frame = build_frame(request, page).below(f"{address}{token}/" if token else address, title)
    current = address.split("/")[0]
    steps = [
        {"title": label, "path": reverse(f"assistance:{name}"), "is_current": name.startswith(current)}
        for name, label in STEPS.items()
    ]
    shown = context or {}
    if "mistakes" not in shown and "form" in shown:
        shown["mistakes"] = mistakes_in(shown["form"])
    return TemplateResponse(
        request,
        template,
        {
            "request_page": page,
            "page": None if token else page,
            "title": title,
            "steps": steps,
            **page.framed(frame),
            **shown,
        },
        status=status,
    )
