"""Error pages in the reader's language. They ask nothing of the database, which may be what has failed."""

import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

INTERFACE_LANGUAGES = ("en", "fr", "es")


def _page(status: HTTPStatus, title: str, text: str) -> HttpResponse:
    html = render_to_string("error.html", {"title": title, "text": text})
    return HttpResponse(html, status=status)


def _language(request: HttpRequest) -> str:
    """The language of the address; else the active one, which the middleware may have set."""
    prefix = request.path_info.lstrip("/").split("/", 1)[0]
    return prefix if prefix in INTERFACE_LANGUAGES else translation.get_language() or "en"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return too_long(request)
    with translation.override(_language(request)):
        return _page(
            HTTPStatus.BAD_REQUEST,
            _("This request could not be understood"),
            _("The address, or what was sent with it, is not valid."),
        )


def too_long(request: HttpRequest) -> HttpResponse:
    with translation.override(_language(request)):
        return _page(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            _("What you sent is too large"),
            _(
                "Files of this size can’t be sent. Go back: what you typed is still there. Attach smaller "
                "files."
            ),
        )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    with translation.override(_language(request)):
        return _page(
            HTTPStatus.FORBIDDEN,
            _("This page is not open to you"),
            _("You may have to sign in, or your account may lack the rights for it."),
        )


def too_many_requests(request: HttpRequest, wait: int) -> HttpResponse:
    """429. ``wait``: seconds after which to try again."""
    minutes = -(-wait // 60)
    with translation.override(_language(request)):
        response = _page(
            HTTPStatus.TOO_MANY_REQUESTS,
            _("Too many attempts"),
            ngettext(
                "Please wait a minute, then try again.",
                "Please wait %(minutes)s minutes, then try again.",
                minutes,
            )
            % {"minutes": minutes},
        )
    response.headers["Retry-After"] = str(wait)
    response.headers["Cache-Control"] = "no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    with translation.override(_language(request)):
        return _page(
            HTTPStatus.FORBIDDEN,
            _("What you sent could not be accepted"),
            _(
                "The form was open for too long, or your browser refuses cookies. Go back, reload the page "
                "and send it again."
            ),
        )


def not_found(request: HttpRequest) -> HttpResponse:
    """Where the database cannot be asked what there is instead (``core.views.page_not_found``)."""
    with translation.override(_language(request)):
        return _page(
            HTTPStatus.NOT_FOUND,
            _("This page does not exist"),
            _("The address may be mistyped, or the page may have been removed."),
        )


def server_error(request: HttpRequest) -> HttpResponse:
    """500; 503 where it is the database that does not answer, which is over in a while."""
    is_for_a_while = isinstance(sys.exception(), OperationalError | InterfaceError)
    with translation.override(_language(request)):
        response = _page(
            HTTPStatus.SERVICE_UNAVAILABLE if is_for_a_while else HTTPStatus.INTERNAL_SERVER_ERROR,
            _("Something went wrong on our side"),
            _("The error has been recorded. Please try again in a few minutes."),
        )
    if is_for_a_while:
        response.headers["Retry-After"] = "60"
    return response
