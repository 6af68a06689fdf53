"""The four questions. Answers are codes, and the address holds them all: it can be shared."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.list_parameters import ListParameters

from ..eligibility import Asking
from ..models.asking import Kind, Partners
from .choices import country_choices, topic_choices


class CheckForm(forms.Form):
    country = forms.ChoiceField(
        label=_("Where do you ask from?"),
        error_messages={"required": _("Choose a country, or “regional body”.")},
    )
    kind = forms.ChoiceField(
        label=_("What kind of institution are you?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of institution.")},
    )
    topic = forms.ChoiceField(
        label=_("What is it mainly about?"), error_messages={"required": _("Choose a subject.")}
    )
    partners = forms.ChoiceField(
        label=_("Would you ask alone, or with others?"),
        choices=Partners.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose “alone”, or who asks with you.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unchosen = ("", _("Please choose"))
        self.fields["country"].choices = [unchosen, *country_choices()]  # type: ignore[attr-defined]
        self.fields["topic"].choices = [unchosen, *topic_choices()]  # type: ignore[attr-defined]

    @classmethod
    def from_parameters(cls, parameters: QueryDict) -> "CheckForm":
        """With the answers that are understood. Unbound where there is none, for nobody has been asked yet;
        but whoever sends the form as it came is told what is missing.
        """
        given = understood(parameters)
        was_sent = all(parameters.get(name) == "" for name in ("country", "topic"))
        return cls(given) if given or was_sent else cls()

    @property
    def asking(self) -> Asking:
        """Of a valid form."""
        return Asking(**self.cleaned_data)


def understood(parameters: QueryDict) -> dict[str, str]:
    """The answers in an address, by name; what is not understood is left out."""
    read = ListParameters(parameters)
    codes = {name: set(_codes(field.choices)) for name, field in CheckForm().fields.items()}  # type: ignore[attr-defined]
    return {name: value for name, known in codes.items() if (value := read.value(name, known))}


def _codes(choices: Any) -> list[str]:
    """Of choices and groups of choices."""
    codes: list[str] = []
    for value, label in choices:
        codes += _codes(label) if isinstance(label, list) else [value]
    return codes
