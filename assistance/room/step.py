"""What every step that staff take has: a page with a small form, sent once, back to the request."""

from abc import ABC, abstractmethod
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assistance.models import OutgoingMail
from assistance.services import NotAllowed

from . import forms
from .asked import AboutRequest, address_of
from .listing import NAMESPACE
from .rights import CHANGE


class Step(AboutRequest, WagtailAdminTemplateMixin, FormView, ABC):
    """A form, what it says if it succeeds, and what it does."""

    needs = CHANGE
    template_name = "assistance/room/step.html"
    form_class: type[forms.StepForm]
    page_title: str | Promise
    button: str | Promise = gettext_lazy("Save")
    done: str | Promise = gettext_lazy("Saved.")
    explanation: str | Promise = ""
    is_grave = False
    has_email = False
    """Whether an e-mail in one's own words goes out, to be looked at first."""

    @abstractmethod
    def perform(self, data: dict[str, Any]) -> None:
        """Raises NotAllowed."""

    def email(self, form: forms.StepForm) -> OutgoingMail | None:
        """What would go out, where something does; kept nowhere."""
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "asked": self.asked}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{NAMESPACE}:list"), "label": _("Requests")},
            {"url": address_of(self.asked), "label": self.asked.reference},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        email = self.email(context["form"])
        return context | {
            "asked": self.asked,
            "back": address_of(self.asked),
            "button": self.button,
            "explanation": self.explanation,
            "is_grave": self.is_grave,
            "email": email,
            "media": context["form"].media,
        }

    def form_valid(self, form: forms.StepForm) -> HttpResponse:
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form, is_previewed=True))
        try:
            self.perform(form.cleaned_data)
        except NotAllowed as refusal:
            messages.error(self.request, str(refusal))
            del self.asked  # as it is now
            return self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.CONFLICT)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(address_of(self.asked), status=HTTPStatus.SEE_OTHER)
