"""Accounts in the admin: whose may be changed by whom (``account_rights.py``), and second factors."""

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

from .account_rights import may_change_account, may_put_into
from .models import User
from .signing_in.second_factor import RESET, may_reset
from .signing_in.views import ResetSecondFactorView


@hooks.register("before_create_user")
def gives_no_more_than_may_be_given(request: HttpRequest) -> None:
    gives_all = request.POST.get("is_superuser") and not request.user.is_superuser
    if gives_all or not may_put_into(request.user, request.POST.getlist("groups")):
        raise PermissionDenied


@hooks.register("before_edit_user")
def leaves_an_account_alone(request: HttpRequest, user: User) -> None:
    gives_no_more_than_may_be_given(request)
    if not may_change_account(request.user, user):
        raise PermissionDenied


@hooks.register("before_delete_user")
def leaves_it_undeleted(request: HttpRequest, user: User) -> None:
    if not may_change_account(request.user, user):
        raise PermissionDenied


@hooks.register("before_bulk_action")
def leaves_accounts_alone(
    request: HttpRequest, action_type: str, objects: list[Any], action_class: Any
) -> None:
    accounts = [found for found in objects if isinstance(found, User)]
    if not all(may_change_account(request.user, person) for person in accounts):
        raise PermissionDenied
    if accounts and not may_put_into(request.user, request.POST.getlist("role")):
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
