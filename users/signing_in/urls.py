"""Where one signs in, below the admin's address and before Wagtail's own, whose place these take.

Of allauth only what the staff need: no sign-up, no confirmation of addresses, no change of a second factor
by the password alone.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponseBase
from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.localization import get_localized_response
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import views
from .limits import limited_begin, limited_reset, limited_sign_in


def _as_the_admin(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Kept by nobody; in the language and the time zone of the person's account, once it is known."""

    @never_cache
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return get_localized_response(view, request, *args, **kwargs)

    return shown


urlpatterns = decorate_urlpatterns(
    [
        path("login/", limited_sign_in(views.LoginView.as_view()), name="account_login"),
        path("login/second-factor/", views.AuthenticateView.as_view(), name="mfa_authenticate"),
        path(
            "login/passkey/",
            limited_begin(limited_sign_in(passkeys.login_webauthn)),
            name="mfa_login_webauthn",
        ),
        path("logout/", account.logout, name="account_logout"),
        path("password_reset/", limited_reset(views.PasswordResetView.as_view()), name="password_reset"),
        path("account/second-factor/", mfa.index, name="mfa_index"),
        path("account/second-factor/again/", views.ReauthenticateView.as_view(), name="mfa_reauthenticate"),
        path("account/second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
        path("account/second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
        path("account/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
        path(
            "account/recovery-codes/new/",
            recovery_codes.generate_recovery_codes,
            name="mfa_generate_recovery_codes",
        ),
        path(
            "account/recovery-codes/file/",
            recovery_codes.download_recovery_codes,
            name="mfa_download_recovery_codes",
        ),
        path("account/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
        path("account/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
        path("account/passkeys/again/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
        path("account/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
        path("account/passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    ],
    _as_the_admin,
)
