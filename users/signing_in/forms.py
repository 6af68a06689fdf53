"""The forms that differ from allauth's and Wagtail's own."""

from collections.abc import Iterator
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as allauth_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn import forms as webauthn_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms import auth as wagtail_forms

from .second_factor import take_step
from .tasks import send_password_reset

LONGEST_CREDENTIAL = 20_000
"""Letters of JSON."""


def _steps_of(code: str, secret: str) -> Iterator[int]:
    for step in totp.yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step))):
            yield step


class _EachCodeOnce(allauth_forms.BaseAuthenticateForm):
    """A code of an app is taken once. allauth notes used ones in the cache, and for 30 of its 90 seconds."""

    def clean_code(self) -> str:
        code = super().clean_code()
        authenticator = self.authenticator
        if authenticator.type == Authenticator.Type.TOTP:
            secret = decrypt(authenticator.data["secret"])
            if not any(take_step(authenticator, step) for step in _steps_of(code, secret)):
                raise get_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(_EachCodeOnce, allauth_forms.AuthenticateForm):
    """While signing in."""


class ReauthenticateForm(_EachCodeOnce, allauth_forms.ReauthenticateForm):
    """Before the second factors themselves are changed."""


class _AnyCredential(webauthn_forms.AuthenticateWebAuthnForm):
    """allauth looks at what a browser sends of a passkey; what no browser sends is wrong, and no error."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Credential(widget=forms.HiddenInput)

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except (KeyError, AttributeError, TypeError, ValueError) as error:
            if isinstance(error, ValidationError):
                raise
            raise get_adapter().validation_error("incorrect_code") from error


class Credential(forms.JSONField):
    """Of a kilobyte or two."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > LONGEST_CREDENTIAL:
            raise get_adapter().validation_error("incorrect_code")
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise get_adapter().validation_error("incorrect_code") from error


class _Named(forms.Form):
    """allauth leaves the label to Django, which makes an English one of the field's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this key")


class AddPasskeyForm(_Named, webauthn_forms.AddWebAuthnForm):
    pass


class EditPasskeyForm(_Named, webauthn_forms.EditWebAuthnForm):
    pass


class AuthenticatePasskeyForm(_AnyCredential):
    pass


class LoginPasskeyForm(_AnyCredential, webauthn_forms.LoginWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(_AnyCredential, webauthn_forms.ReauthenticateWebAuthnForm):
    pass


class PasswordResetForm(wagtail_forms.PasswordResetForm):
    """Looks nobody up: the worker does."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        send_password_reset.enqueue(self.cleaned_data["email"], get_language() or "en")
