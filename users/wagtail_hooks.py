"""Accounts in the admin: whose may be changed by whom, and the way to the second factors.

Who is no superuser makes none, and leaves the accounts of superusers alone: Wagtail lets everybody who may
change accounts give themselves or others all rights.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from .models import User
from .signing_in.second_factor import RESET, may_reset
from .signing_in.views import ResetSecondFactorView


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


@hooks.register("register_admin_urls")
def reset_of_second_factors() -> list:
    return [
        path(
            "users/<int:user_pk>/second-factor/",
            ResetSecondFactorView.as_view(),
            name="users_reset_second_factor",
        )
    ]


@hooks.register("register_user_listing_buttons")
def reset_second_factor_button(user: User, request_user: User) -> Iterator[Button]:
    if may_reset(user, request_user):
        yield Button(
            _("Reset the second factor"),
            url=reverse("users_reset_second_factor", args=[user.pk]),
            icon_name="lock",
            priority=30,
        )


@hooks.register("register_account_menu_item")
def own_second_factor(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("The app or the passkey that you sign in with, and your recovery codes."),
    }


@hooks.register("register_log_actions")
def name_the_reset(actions: LogActionRegistry) -> None:
    actions.register_action(
        RESET, gettext_lazy("Reset the second factor"), gettext_lazy("Second factor and password reset")
    )
