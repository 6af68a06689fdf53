"""The forms of the partner's way."""

from collections.abc import Iterable

from django import forms

Mistake = tuple[str, str, str]
"""The id of a field, its label, and what is wrong with it; the first two may be empty."""


def mistakes_of(fields: Iterable[forms.BoundField]) -> list[Mistake]:
    return [(field.auto_id, str(field.label), str(error)) for field in fields for error in field.errors]


def mistakes_in(form: forms.Form) -> list[Mistake]:
    """In the order of the fields."""
    return [*(("", "", str(error)) for error in form.non_field_errors()), *mistakes_of(form)]
