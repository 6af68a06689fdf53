"""Choosers of tags and other texts outside pages: not for everybody in the admin, as Wagtail's own are."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.permissions import page_permission_policy
from wagtail.snippets.permissions import user_can_access_snippets
from wagtail.snippets.views.chooser import SnippetChooserViewSet


class StaffChooserViewSet(SnippetChooserViewSet):
    """For who may open the list of the same things, or writes pages, whose forms ask for them."""

    model: Any

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponse]:
        view = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def for_who_chooses(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not (
                user_can_access_snippets(request.user, [self.model])
                or page_permission_policy.user_has_permission(request.user, "add")
            ):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return for_who_chooses
