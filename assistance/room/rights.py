"""Who may come in: by permission, so that nobody does by another right, an editor's or an administrator's."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase

VIEW = "assistance.view_assistancerequest"
CHANGE = "assistance.change_assistancerequest"
VIEW_MAIL = "assistance.view_outgoingmail"
CHANGE_MAIL = "assistance.change_outgoingmail"
VIEW_LOG = "assistance.view_auditentry"


def may_see_requests(user: Any) -> bool:
    return bool(user.has_perm(VIEW))


def who_handles_requests() -> QuerySet:
    """The accounts that a request can be given to."""
    people = get_user_model().objects.with_perm(
        CHANGE, include_superusers=True, backend="django.contrib.auth.backends.ModelBackend"
    )
    return people.order_by("first_name", "last_name", "username")


class InTheRoom:
    """Mixin before a view: it asks for a permission by name, and keeps its answers out of every cache."""

    needs: str
    """``app.codename``."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(self.needs):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        response.headers["Cache-Control"] = "no-store, private"
        return response
