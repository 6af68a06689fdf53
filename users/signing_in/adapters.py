"""What allauth asks the site about: accounts and second factors (``ACCOUNT_ADAPTER``, ``MFA_ADAPTER``)."""

import base64
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core.client_address import client_address
from users.models import User

from .second_factor import SECOND_FACTORS, has_second_factor

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made in Wagtail's admin; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return redirect("account_login")  # it tells no more than a wrong password does

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has no second factor yet has nothing to show but what they have just shown.

        (``SecondFactorMiddleware`` ends a session in which none is set up.)
        """
        return has_second_factor(self.request.user)

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict]:
        """A second factor is changed with a second factor: the password alone would make one of it."""
        if not user.is_authenticated:
            return []
        kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        methods = []
        if kinds & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}:
            methods.append(
                {
                    "id": "mfa_reauthenticate",
                    "description": _("Use authenticator app or code"),
                    "url": reverse("mfa_reauthenticate"),
                }
            )
        if Authenticator.Type.WEBAUTHN in kinds:
            methods.append(
                {
                    "id": "mfa_reauthenticate:webauthn",
                    "description": _("Use a security key"),
                    "url": reverse("mfa_reauthenticate_webauthn"),
                }
            )
        return methods

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict | None = None, email: str | None = None
    ) -> None:
        """To the account's address: allauth's own list of verified ones is not used."""
        if user.email:
            super().send_notification_mail(template_prefix, user, context, user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """A mail server that is down does not undo what the mail tells of."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("A notice about a second factor could not be sent")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Seals the secrets that codes are made of: a copy of the database is not enough to make them."""

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _keys().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def is_mfa_enabled(self, user: User, types: Any = None) -> bool:
        return super().is_mfa_enabled(user, types or SECOND_FACTORS)


def _keys() -> MultiFernet:
    """Made of ``SECRET_KEY``, and of the former ones to open what they have sealed."""
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(salted_hmac("second-factor", "", key, algorithm="sha256").digest())
            )
            for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        ]
    )
