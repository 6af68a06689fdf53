"""A fact that has several values: codes out of a closed list."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.db import models

Choices = Iterable[tuple[str, Any]]


class CodesField(models.JSONField):
    """A list of codes, ticked off in the admin; an empty one means "any".

    In one column, so that wagtail-localize takes it for one fact and hands it to every translation.
    """

    def __init__(self, *args: Any, codes: Callable[[], Choices] | None = None, **kwargs: Any) -> None:
        self.codes = codes
        super().__init__(*args, **kwargs | {"default": list, "blank": True})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        # So that migrations know Django's own field only.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.codes or [],
            required=False,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
            widget=forms.CheckboxSelectMultiple,
        )
