"""The small forms of the private page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .plain import LineField, PlainEmailField, WordsField


class LinkForm(forms.Form):
    """Asking for a new private link."""

    reference = LineField(
        label=_("Reference"), max_length=20, help_text=_("It is in the receipt, for example ML-2026-0042.")
    )
    email = PlainEmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The one given in the request: the link goes there and nowhere else."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class ContactForm(forms.Form):
    name = LineField(
        label=_("Name of the contact person"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    function = LineField(label=_("Function"), max_length=200, required=False)
    email = PlainEmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("A new private link goes to a new address; the links given out before are void then."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = LineField(
        label=_("Telephone"), max_length=50, required=False, widget=forms.TextInput({"type": "tel"})
    )


class WithdrawForm(forms.Form):
    reason = WordsField(label=_("Reason"), max_length=2000)
    sure = forms.BooleanField(label=_("We withdraw this request."))


class FilesForm(forms.Form):
    """What the private page's files come by; they are looked at one by one."""

    letter = forms.FileField(label=_("Signed official letter"), required=False)
    annexes = forms.FileField(label=_("Annexes"), required=False)
