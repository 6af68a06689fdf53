"""The steps that staff take with a request."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from assistance import mail, services
from assistance.models import Actor, AssistanceRequest, MailKind, OutgoingMail, Waiting
from assistance.stages import Stage, may_follow

from . import forms
from .asked import address_of
from .step import Step


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
