"""What the letter is written from."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..letter import Addressee, Answers
from ..models.asking import OTHER_TOPIC, Kind
from .check import understood
from .choices import NOT_OFFERED, GroupedBoxes, area_choices, country_choices
from .typed import TypedDay, TypedEmail, TypedLine, TypedText

MOST_PARTNERS = 20


class PartnersField(TypedText):
    """A line for each institution."""

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if len(text.split("\n")) > MOST_PARTNERS:
            raise forms.ValidationError(
                _("Name %(most)d institutions at most; others can follow in an annex.")
                % {"most": MOST_PARTNERS}
            )
        return text


class LetterForm(forms.Form):
    institution = TypedLine(
        label=_("Name of the institution"),
        help_text=_("In full, as it stands on its letterhead."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(label=_("Kind of institution"))
    city = TypedLine(label=_("City"), help_text=_("Stands before the date."))
    country = forms.ChoiceField(label=_("Country"))
    partners = PartnersField(
        label=_("Other institutions that ask with you"),
        help_text=_("One on each line, with its city. Leave it empty if you ask alone."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    addressee = forms.ChoiceField(
        label=_("How will you send the letter?"), choices=Addressee.choices, widget=forms.RadioSelect
    )
    subject = TypedLine(
        label=_("Subject of the request"), help_text=_("In a few words: “A strategy for labour migration”.")
    )
    areas = forms.MultipleChoiceField(label=_("Areas of work"), required=False, widget=GroupedBoxes)
    problem = TypedText(
        label=_("The situation"),
        help_text=_("What your institution is faced with, and what it has done so far."),
    )
    change = TypedText(
        label=_("What is to change"),
        help_text=_("What should be different in the end, and which national priority it serves."),
    )
    signatory = TypedLine(label=_("Who signs"), help_text=_("First name and family name."))
    function = TypedLine(label=_("Function of who signs"))
    contact = TypedLine(label=_("Who can be contacted"), help_text=_("First name, family name, function."))
    email = TypedEmail(
        label=_("E-mail of the contact"), widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    telephone = TypedLine(
        label=_("Telephone of the contact"),
        required=False,
        help_text=_("With the country’s code."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    date = TypedDay(
        label=_("Date of the letter"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "kind": [("", _("Please choose")), *Kind.choices],
            "country": [("", _("Please choose")), *country_choices()],
            "areas": area_choices(),
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = NOT_OFFERED

    @classmethod
    def begun(cls, parameters: QueryDict) -> "LetterForm":
        """With what the check's answers, in the address, say already."""
        given = understood(parameters)
        topic = given.pop("topic", OTHER_TOPIC)
        given.pop("partners", None)
        return cls(
            initial={
                **given,
                "areas": [] if topic == OTHER_TOPIC else [topic],
                "addressee": Addressee.PROGRAMME,
                "date": timezone.localdate(),
            }
        )

    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under the headings that they are asked under."""
        return [
            (_("Who asks"), [self[name] for name in ("institution", "kind", "city", "country", "partners")]),
            (_("To whom"), [self["addressee"]]),
            (_("For what"), [self[name] for name in ("subject", "areas", "problem", "change")]),
            (
                _("Who signs, who answers"),
                [self[name] for name in ("signatory", "function", "contact", "email", "telephone", "date")],
            ),
        ]

    @property
    def answers(self) -> Answers:
        """Of a valid form."""
        return Answers(**self.cleaned_data)
