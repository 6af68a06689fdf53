"""Who has a second factor, and who has shown it in this session."""

import secrets
import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from wagtail.log_actions import log

from users.account_rights import may_change_account
from users.models import User

from .tasks import send_password_reset

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes stand in for one of these and are none by themselves."""
RESET = "users.reset_second_factor"
"""The action's name in Wagtail's log."""


def has_second_factor(user: User | AnonymousUser) -> bool:
    return user.is_authenticated and Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def was_shown(request: HttpRequest) -> bool:
    """Whether this session was signed in with a second factor, or one was set up in it."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def note_set_up(
    sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **kw: Any
) -> None:
    """On ``authenticator_added``: whoever has just set one up has shown it, and is not asked for it again."""
    if authenticator.type not in SECOND_FACTORS:
        return
    if authenticator.type == Authenticator.Type.TOTP:
        take_step(authenticator, int(time.time()) // 30)
    record_authentication(
        request, user, method="mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True
    )


def take_step(authenticator: Authenticator, step: int) -> bool:
    """Use up the code of a step of 30 seconds; False if it, or a later one, has been used before."""
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        if step <= kept.data.get("last_step", 0):
            return False
        kept.data["last_step"] = step
        kept.save(update_fields=["data"])
    return True


def may_reset(person: User, by: User | AnonymousUser) -> bool:
    """Who may change the account may; one's own is changed with the second factor itself."""
    return by != person and by.has_perm("users.change_user") and may_change_account(by, person)


def reset(person: User, by: User | AnonymousUser | None, language: str) -> None:
    """Take a person's second factors, for who has lost them. ``by``: None is who has the server's shell.

    The password goes with them, and with it every session: else whoever knows the password could be first to
    set up another second factor. The way back leads through the person's own mailbox.
    """
    with transaction.atomic():
        Authenticator.objects.filter(user=person).delete()
        person.set_password(secrets.token_urlsafe(32))
        person.save(update_fields=["password"])
        log(instance=person, action=RESET, user=by)
    send_password_reset.enqueue(person.email, language)
