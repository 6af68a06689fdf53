"""Wagtail's screens of groups, with what may be done to which (``account_rights.py``)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from wagtail.users.views import groups

from .account_rights import may_delete_group


class DeleteGroupView(groups.DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_delete_group(request.user, kwargs["pk"]):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class GroupViewSet(groups.GroupViewSet):
    delete_view_class = DeleteGroupView
