"""allauth's and Wagtail's views with this site's limits, and the reset of a lost second factor."""

from typing import Any

from allauth.account import views as account
from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views import account as wagtail_account
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.errors import too_many_requests
from users.models import User

from .forms import PasswordResetForm
from .limits import wait_for_code
from .second_factor import SECOND_FACTORS, has_second_factor, may_reset, reset

WHEN_IT_BEGAN = "sign_in_began_with"
"""Where a session keeps what tells whether the password was changed while the second factor is waited for."""


class LoginView(account.LoginView):
    """In the place of Wagtail's own."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            logout(request)  # else the admin would send them here, and this page back
            messages.error(request, _("Your account has no role in the admin yet. Ask an administrator."))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if login := unstash_login(request=self.request, peek=True):
            self.request.session[WHEN_IT_BEGAN] = login.user.get_session_auth_hash()
        return response


class AuthenticateView(mfa.AuthenticateView):
    """The second factor, after the password."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        login = unstash_login(request=request, peek=True)
        if login and not self._is_still_good(login.user):
            clear_login(request)
            messages.error(request, _("Your session has ended. Please sign in again."))
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)

    def _is_still_good(self, person: User) -> bool:
        """Whether the password is the one that was given, and there is a second factor to ask for."""
        given = self.request.session.get(WHEN_IT_BEGAN, "")
        return constant_time_compare(given, person.get_session_auth_hash()) and bool(
            Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).exists()
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wait := wait_for_code(self.stage.login.user):
            return too_many_requests(request, wait)
        return super().post(request, *args, **kwargs)


class ReauthenticateView(mfa.ReauthenticateView):
    """The second factor again, before it is changed."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if wait := wait_for_code(request.user):
            return too_many_requests(request, wait)
        return super().post(request, *args, **kwargs)


class PasswordResetView(wagtail_account.PasswordResetView):
    """Wagtail's own, which looks nobody up before it answers."""

    def get_form_class(self) -> type[PasswordResetForm]:
        return PasswordResetForm


class ResetSecondFactorView(WagtailAdminTemplateMixin, TemplateView):
    """For an administrator: the person has lost the telephone and the recovery codes."""

    template_name = "users/reset_second_factor.html"
    header_icon = "lock"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.person = get_object_or_404(User, pk=kwargs["user_pk"])
        if not may_reset(self.person, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Reset the second factor")

    def get_page_subtitle(self) -> str:
        return self.person.get_full_name() or self.person.get_username()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The last one is the page's heading."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailusers_users:index"), "label": capfirst(User._meta.verbose_name_plural)},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "person": self.person,
            "has_second_factor": has_second_factor(self.person),
            "back": reverse("wagtailusers_users:index"),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.person.email:
            raise PermissionDenied
        reset(self.person, by=request.user, language=get_language() or "en")
        messages.success(
            request,
            _("The second factor of %(person)s is reset. A link to set a new password is on its way.")
            % {"person": self.get_page_subtitle()},
        )
        return redirect("wagtailusers_users:index")
