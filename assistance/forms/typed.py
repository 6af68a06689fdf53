"""Texts that somebody types: taken as they are, but for what no document can hold."""

import re
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

LONGEST_LINE = 300
LONGEST_TEXT = 5_000

_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""XML 1.0, production 2: control characters, lone surrogates, and two that are none. Nobody sees them."""
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
_TURNS_OTHERS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""What turns the direction of the words beside it, which may be other people's. No script needs them."""


def writable(text: str) -> str:
    """The text without what no document can hold, its lines ended in one way."""
    return _TURNS_OTHERS.sub("", _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


class ShownAsWritable:
    """A field that shows again what was typed, but for what turns the words beside it."""

    def prepare_value(self, value: Any) -> Any:
        return _TURNS_OTHERS.sub("", value) if isinstance(value, str) else value


class TypedDay(ShownAsWritable, forms.DateField):
    pass


class TypedLine(ShownAsWritable, forms.CharField):
    """One line. A browser is not told the limit: it would cut off what is too long, and not say so."""

    longest = LONGEST_LINE

    def __init__(self, *, longest: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest or self.longest
        too_long = _("Please shorten this to %(limit_value)d characters at most. It has %(show_value)d now.")
        self.validators.append(MaxLengthValidator(self.longest, message=too_long))

    def to_python(self, value: Any) -> str:
        return " ".join(writable(str(value or "")).split("\n")).strip()


class NameOfPerson(TypedLine):
    """It stands in e-mail that the site writes: no address in it that a reader could be led to."""

    def clean(self, value: Any) -> str:
        name = super().clean(value)
        if _ADDRESS.search(name):
            raise forms.ValidationError(_("Write a name here, without an address."))
        return name


class TypedText(TypedLine):
    """Several lines."""

    widget = forms.Textarea
    longest = LONGEST_TEXT

    def to_python(self, value: Any) -> str:
        return writable(str(value or "")).strip()


class TypedEmail(ShownAsWritable, forms.EmailField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        del self.widget.attrs["maxlength"]

    def to_python(self, value: Any) -> str:
        return writable(str(value or "")).strip()
