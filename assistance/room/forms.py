"""What staff fill in on a request's page. Each form is small and about one step."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput
from wagtail.models import Locale

from assistance.forms.typed import NameOfPerson, TypedEmail, TypedLine
from assistance.models import AssistanceRequest, Waiting
from assistance.stages import Stage, needs_reason
from projects.models import ProjectPage

from .rights import who_handles_requests


class StepForm(forms.Form):
    """A form about a request."""

    def __init__(self, *args: Any, asked: AssistanceRequest, **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)


def long_text(**kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=AdminAutoHeightTextInput(attrs={"rows": 5}), max_length=10_000, **kwargs)


class MoveForm(StepForm):
    """The next stage is in the address; what is filled in is why."""

    seen_stage = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = long_text(
        label=_("Reason"),
        required=False,
        help_text=_("The partner reads it: write it in the language that they are answered in."),
    )

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needs_reason(self.asked.stage, stage)
        self.fields["seen_stage"].initial = self.asked.stage


class MessageForm(StepForm):
    text = long_text(
        label=_("Message"),
        help_text=_("It goes out by e-mail and stands on the partner’s private page, word for word."),
    )
    needed = long_text(
        label=_("What is needed from the partner"),
        required=False,
        help_text=_("If you fill this in it becomes their turn, and their private page says so."),
    )


class NoteForm(StepForm):
    text = long_text(
        label=_("Note"), help_text=_("For staff. The partner gets it only with a copy of all their data.")
    )


class AssignForm(StepForm):
    assignee: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Assigned to"), queryset=None, required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["assignee"]
        field.queryset = who_handles_requests()
        field.label_from_instance = get_user_display_name
        field.initial = self.asked.assignee_id


class TurnForm(StepForm):
    waiting = forms.ChoiceField(
        label=_("Turn"),
        choices=[(Waiting.FOR_US, Waiting.FOR_US.label), (Waiting.FOR_THEM, Waiting.FOR_THEM.label)],
    )
    needed = long_text(
        label=_("What is needed from the partner"),
        required=False,
        help_text=_("It stands on their private page. No e-mail goes out: write a message to send one."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["waiting"].initial = self.asked.waiting
        self.fields["needed"].initial = self.asked.needed


class RelatedForm(StepForm):
    projects: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        label=_("Related projects"),
        queryset=None,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 15}),
        help_text=_("Hold Ctrl to choose several, or to take one out."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["projects"]
        field.queryset = ProjectPage.objects.filter(locale=Locale.get_default(), live=True).order_by("title")
        field.initial = list(self.asked.related_projects.values_list("pk", flat=True))


class RetentionForm(StepForm):
    day = forms.DateField(
        label=_("Kept until"),
        widget=AdminDateInput,
        help_text=_("The day after, files are deleted and the persons and institutions made anonymous."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = self.asked.retain_until

    def clean_day(self) -> date:
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day has passed. To delete the data now, erase the request."))
        return day


class ContactForm(StepForm):
    name = NameOfPerson(label=_("Name"), longest=200)
    function = TypedLine(label=_("Function"), longest=200, required=False)
    email = TypedEmail(
        label=_("E-mail"),
        help_text=_("A new address gets a new private link; the old link is void, the old address is told."),
    )
    phone = TypedLine(label=_("Telephone"), longest=50, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].initial = getattr(self.asked, f"contact_{name}")


class ConfirmForm(StepForm):
    """Nothing but a yes."""


class EraseForm(StepForm):
    reference = forms.CharField(label=_("Reference"), help_text=_("Type it to confirm."))

    def clean_reference(self) -> str:
        typed: str = self.cleaned_data["reference"].strip()
        if typed.casefold() != self.asked.reference.casefold():
            raise ValidationError(_("This is not the reference of this request."))
        return typed


class PersonForm(forms.Form):
    """Sent, never put into an address: addresses are logged."""

    person = forms.CharField(
        label=_("E-mail address or name"),
        max_length=254,
        help_text=_("The whole address, or a part of the contact’s name of three letters at least."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_person(self) -> str:
        typed: str = self.cleaned_data["person"].strip()
        if len(typed) < 3:
            raise ValidationError(_("Three letters at least."))
        return typed
