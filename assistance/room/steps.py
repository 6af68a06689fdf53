"""The steps that staff take with a request: each a page with a small form, sent once, back to the request."""

from http import HTTPStatus
from io import BytesIO
from typing import Any

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic.edit import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assistance import mail, services, vault
from assistance.audit import record
from assistance.data_copy import data_copy
from assistance.models import (
    Actor,
    AssistanceRequest,
    Event,
    FileState,
    MailKind,
    OutgoingMail,
    RequestFile,
    Waiting,
)
from assistance.services import NotAllowed
from assistance.stages import Stage, may_follow

from . import forms
from .listing import NAMESPACE
from .rights import CHANGE, CHANGE_MAIL, VIEW, InTheRoom


def address_of(request: AssistanceRequest) -> str:
    return reverse(f"{NAMESPACE}:inspect", args=[request.pk])


class AboutRequest(InTheRoom):
    """A view of one request, ``asked``: the request for assistance, not the one for a page."""

    kwargs: dict[str, Any]

    @cached_property
    def asked(self) -> AssistanceRequest:
        return get_object_or_404(AssistanceRequest.objects.select_related("country"), pk=self.kwargs["pk"])


class Step(AboutRequest, WagtailAdminTemplateMixin, FormView):
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

    def perform(self, data: dict[str, Any]) -> None:
        """Raises NotAllowed."""
        raise NotImplementedError

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


def previewed(asked: AssistanceRequest, kind: MailKind, words: dict[str, str]) -> OutgoingMail:
    """The link in it opens the partner's page: staff see that there is one."""
    return mail.preview(asked, kind, {**words, "link": _("[the partner’s private link]")})


class Move(Step):
    has_email = True
    form_class = forms.MoveForm
    button = gettext_lazy("Change the stage and send the e-mail")
    done = gettext_lazy("The stage has changed; the e-mail is on its way.")

    @cached_property
    def stage(self) -> Stage:
        try:
            return Stage(self.kwargs["stage"])
        except ValueError as error:
            raise Http404 from error

    @property
    def page_title(self) -> str:  # type: ignore[override]
        return _("To: %(stage)s") % {"stage": self.stage.label}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_follow(self.asked.stage, self.stage):
            messages.error(request, _("This stage can’t follow the current one."))
            return HttpResponseRedirect(address_of(self.asked))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "stage": self.stage}

    def email(self, form: forms.StepForm) -> OutgoingMail | None:
        asked = AssistanceRequest.objects.get(pk=self.asked.pk)
        asked.stage, asked.needed = self.stage, ""
        return previewed(asked, MailKind.STAGE, {"reason": form["reason"].value() or ""})

    def perform(self, data: dict[str, Any]) -> None:
        services.move(
            self.asked,
            self.stage,
            self.request.user,
            reason=data["reason"],
            seen_stage=data["seen_stage"],
        )


class WriteMessage(Step):
    has_email = True
    form_class = forms.MessageForm
    page_title = gettext_lazy("Message to the partner")
    button = gettext_lazy("Send")
    done = gettext_lazy("The message is on its way.")

    def email(self, form: forms.StepForm) -> OutgoingMail | None:
        if not form.is_bound:
            return None
        asked = AssistanceRequest.objects.get(pk=self.asked.pk)
        asked.needed = form["needed"].value() or asked.needed
        return previewed(asked, MailKind.MESSAGE, {"message": form["text"].value() or ""})

    def perform(self, data: dict[str, Any]) -> None:
        services.send_message(self.asked, data["text"], self.request.user, needed=data["needed"] or None)


class WriteNote(Step):
    form_class = forms.NoteForm
    page_title = gettext_lazy("Note")

    def perform(self, data: dict[str, Any]) -> None:
        services.add_note(self.asked, data["text"], self.request.user)


class Assign(Step):
    form_class = forms.AssignForm
    page_title = gettext_lazy("Assigned to whom")

    def perform(self, data: dict[str, Any]) -> None:
        services.assign(self.asked, data["assignee"], self.request.user)


class SetTurn(Step):
    form_class = forms.TurnForm
    page_title = gettext_lazy("Whose turn")

    def perform(self, data: dict[str, Any]) -> None:
        services.set_turn(self.asked, Waiting(data["waiting"]), data["needed"], self.request.user)


class Relate(Step):
    form_class = forms.RelatedForm
    page_title = gettext_lazy("Related projects")

    def perform(self, data: dict[str, Any]) -> None:
        services.relate(self.asked, list(data["projects"]), self.request.user)


class KeepUntil(Step):
    form_class = forms.RetentionForm
    page_title = gettext_lazy("How long it is kept")

    def perform(self, data: dict[str, Any]) -> None:
        services.keep_until(self.asked, data["day"], self.request.user)


class CorrectContact(Step):
    form_class = forms.ContactForm
    page_title = gettext_lazy("Correct the contact")

    def perform(self, data: dict[str, Any]) -> None:
        services.correct_contact(self.asked, **data, by=self.request.user)


class RenewLink(Step):
    form_class = forms.ConfirmForm
    page_title = gettext_lazy("New private link")
    explanation = gettext_lazy("The contact gets a new private link by e-mail; earlier ones are void.")
    button = gettext_lazy("Send a new link")
    done = gettext_lazy("The new link is on its way.")

    def perform(self, data: dict[str, Any]) -> None:
        services.renew_link(self.asked, by=self.request.user)


class MakeProject(Step):
    form_class = forms.ConfirmForm
    page_title = gettext_lazy("Make a draft project")
    explanation = gettext_lazy(
        "The page of a project is made from this request, as a draft: country, institutions, areas of work, "
        "ways, problem and wanted change. Nothing of the contact goes into it. Editors complete it, "
        "Publishers publish it."
    )
    button = gettext_lazy("Make a draft project")
    done = gettext_lazy("The draft of the project is there.")

    def perform(self, data: dict[str, Any]) -> None:
        services.make_project(self.asked, self.request.user)


class Erase(Step):
    form_class = forms.EraseForm
    page_title = gettext_lazy("Erase")
    explanation = gettext_lazy(
        "Files, messages, notes and e-mails are deleted; persons, institutions and what they wrote are gone "
        "for good. Reference, country, tags, stages and dates stay, to be counted. Nobody can undo this."
    )
    button = gettext_lazy("Erase for good")
    done = gettext_lazy("The request is anonymous now.")
    is_grave = True

    def perform(self, data: dict[str, Any]) -> None:
        services.anonymise(self.asked, Actor.STAFF, self.request.user)


class CopyOfData(AboutRequest, View):
    """Everything that is kept of it, for whoever asks for their data."""

    needs = VIEW
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        record(self.asked.reference, Event.DATA_EXPORTED, Actor.STAFF, by=request.user)
        return FileResponse(
            data_copy(self.asked, for_partner=False),
            as_attachment=True,
            filename=f"{self.asked.reference}.zip",
        )


class Download(AboutRequest, View):
    """A file of a request, if it is clean; to be saved, never to be shown in the admin's origin."""

    needs = VIEW

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        file = get_object_or_404(RequestFile, pk=kwargs["file_pk"], request=self.asked)
        if file.state != FileState.CLEAN:
            messages.error(
                request, _("This file can’t be opened: %(state)s.") % {"state": file.get_state_display()}
            )
            return HttpResponseRedirect(address_of(self.asked))
        try:
            content = vault.get(file.stored_as, vault.unwrap(file.wrapped_key))
        except (vault.StorageFailed, vault.CannotOpen):
            messages.error(
                request,
                _("The file can’t be read now. Try again later."),
            )
            return HttpResponseRedirect(address_of(self.asked))
        record(self.asked.reference, Event.FILE_DOWNLOADED, Actor.STAFF, by=request.user, detail=str(file.pk))
        response = FileResponse(
            BytesIO(content), as_attachment=True, filename=file.name, content_type=file.content_type
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response


class SendAgain(InTheRoom, View):
    """A dead letter is put on its way once more."""

    needs = CHANGE_MAIL
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        letter = get_object_or_404(
            OutgoingMail.objects.failed().select_related("request"), pk=kwargs["mail_pk"]
        )
        services.send_again(letter, request.user)
        messages.success(request, _("The e-mail is on its way again."))
        return HttpResponseRedirect(reverse(f"{NAMESPACE}:mails"), status=HTTPStatus.SEE_OTHER)
