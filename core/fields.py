"""Model fields that the site's facts need."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override


class MonthInput(forms.DateInput):
    """The browser's own month picker; where there is none, a text field for ``2014-04``."""

    input_type = "month"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(
            {"placeholder": "2014-04", "pattern": r"\d{4}-\d{2}", **(attrs or {})}, format="%Y-%m"
        )


class MonthFormField(forms.DateField):
    widget = MonthInput
    input_formats = ["%Y-%m"]
    default_error_messages = {"invalid": _("Enter a month as year and month, like 2014-04.")}

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%Y-%m") if isinstance(value, date) else value


class MonthField(models.DateField):
    """A month: what is known of most projects. Stored as its first day; a day given is dropped."""

    description = _("Month")
    default_error_messages = {"invalid": _("Enter a month as year and month, like 2014-04.")}

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str) and len(value) == 7:
            value = f"{value}-01"
        month = super().to_python(value)
        return month.replace(day=1) if month else None

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, datetime | date):
            return value.replace(day=1)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": MonthFormField, **kwargs})


# Wagtail would put its picker of days on any kind of date.
register_form_field_override(MonthField, override={"form_class": MonthFormField, "widget": MonthInput})


def validate_month_order(start: date | None, end: date | None) -> None:
    """Raise ``ValidationError`` on field ``end`` where it lies before ``start``."""
    if start and end and end < start:
        raise ValidationError({"end": _("The end lies before the start.")})
