"""Who is no superuser makes none, and leaves the accounts of superusers alone.

Wagtail lets everybody who may change accounts give themselves or others all rights.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail import hooks

from .models import User


@hooks.register("before_create_user")
def no_new_superuser(request: HttpRequest) -> None:
    if request.POST.get("is_superuser") and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_edit_user")
def keep_from_superusers(request: HttpRequest, user: User) -> None:
    no_new_superuser(request)
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def keep_all_from_superusers(
    request: HttpRequest, action_type: str, objects: list[Any], action_class: Any
) -> None:
    if request.user.is_superuser:
        return
    if any(isinstance(found, User) and found.is_superuser for found in objects):
        raise PermissionDenied
