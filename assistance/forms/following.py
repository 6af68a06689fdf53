"""The small forms of the private page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .typed import NameOfPerson, TypedEmail, TypedLine, TypedText


class LinkForm(forms.Form):
    """Asking for a new private link."""

    reference = TypedLine(
        label=_("Reference"), longest=20, help_text=_("It is in the receipt, for example ML-2026-0042.")
    )
    email = TypedEmail(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The one given in the request: the link goes there and nowhere else."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class ContactForm(forms.Form):
    name = NameOfPerson(
        label=_("Name of the contact person"),
        longest=200,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    function = TypedLine(label=_("Function"), longest=200, required=False)
    email = TypedEmail(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("A new private link goes to a new address; the links given out before are void then."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = TypedLine(
        label=_("Telephone"), longest=50, required=False, widget=forms.TextInput({"type": "tel"})
    )


class WithdrawForm(forms.Form):
    reason = TypedText(label=_("Reason"), longest=2000)
    sure = forms.BooleanField(label=_("We withdraw this request."))


class FilesForm(forms.Form):
    """What the private page's files come by; they are looked at one by one."""

    letter = forms.FileField(label=_("Signed official letter"), required=False)
    annexes = forms.FileField(label=_("Annexes"), required=False)
