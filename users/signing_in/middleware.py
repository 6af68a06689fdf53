"""What a session may do and how long it lasts: the one place where a second factor is demanded."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch
from django.utils.translation import gettext as _

from core.middleware import is_admin

from .second_factor import has_second_factor, was_shown

SIGNED_IN_AT, ACTIVE_AT = "signed_in_at", "active_at"
"""In the session: seconds since 1970."""
MINUTE = 60
TO_SET_UP = 15 * MINUTE
"""How long a session without a second factor lasts."""
OF_ITSELF = "wagtailadmin_editing_sessions:ping"
"""What an open editor asks for every few seconds, whether or not somebody sits before it."""
BEFORE_SET_UP = {
    "account_login",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
}
"""Of the admin's addresses, what answers who has yet to set up a second factor."""


def note_sign_in(sender: Any, request: HttpRequest, **kwargs: Any) -> None:
    """On ``user_logged_in``. Whoever comes anew clears away the sessions that have ended."""
    request.session[SIGNED_IN_AT] = request.session[ACTIVE_AT] = int(time.time())
    request.session.clear_expired()


class _OfSessions(ABC):
    """Asks nothing of a request that brings no session: a reader's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponse | None:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            return self.of_session(request)
        return None

    @abstractmethod
    def of_session(self, request: HttpRequest) -> HttpResponse | None:
        """None, or what is answered in place of the page."""


class SessionLimitsMiddleware(_OfSessions):
    """Ends a session in which nothing has been done for a while, and each after some hours."""

    def of_session(self, request: HttpRequest) -> HttpResponse | None:
        session, now = request.session, int(time.time())
        too_old = now - session.get(SIGNED_IN_AT, 0) > settings.SESSION_COOKIE_AGE
        idle = now - session.get(ACTIVE_AT, 0)
        if too_old or idle > settings.SESSION_IDLE_MINUTES * MINUTE:
            logout(request)
            if is_admin(request):
                messages.info(request, _("Your session has ended. Please sign in again."))
        elif idle >= MINUTE and _match(request).view_name != OF_ITSELF:
            session[ACTIVE_AT] = now
        return None


class SecondFactorMiddleware(_OfSessions):
    """Without a second factor, ``TWO_FACTOR`` being on, a session opens nothing but the way to set one up."""

    def of_session(self, request: HttpRequest) -> HttpResponse | None:
        if not settings.TWO_FACTOR:
            return None
        if has_second_factor(request.user):
            if not was_shown(request):  # signed in before it was set up elsewhere, or without being asked
                logout(request)
            return None
        if time.time() - request.session.get(SIGNED_IN_AT, 0) > TO_SET_UP:
            logout(request)
            return None
        if not is_admin(request):
            request.user = AnonymousUser()
            return None
        if _match(request).view_name in BEFORE_SET_UP:
            return None
        if request.method != "GET" or _is_of_a_script(request):
            raise PermissionDenied
        return redirect("mfa_index")


def _match(request: HttpRequest) -> ResolverMatch:
    return cast(ResolverMatch, request.resolver_match)  # there is one once a view is called


def _is_of_a_script(request: HttpRequest) -> bool:
    """Not opened by a person: an answer in another form than a page is expected."""
    return (
        request.headers.get("X-Requested-With") == "XMLHttpRequest"
        or "text/html" not in request.headers.get("Accept", "text/html")
        or "wagtailadmin_api" in _match(request).namespaces
    )
