"""What a project must say: what its form refuses, and what it cannot be published without."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

MAP_SLUG = "map"
"""What the list of projects answers below its own address: no project's."""


def missing_tags(
    countries: Sequence[Any], regions: Sequence[Any], mechanisms: Sequence[Any]
) -> dict[str, Promise]:
    """What a project cannot be published without, by field."""
    missing: dict[str, Promise] = {}
    if not countries and not regions:
        missing["countries"] = _("Choose a country, or a region where the project has no country.")
    if not mechanisms:
        missing["mechanisms"] = _("Choose at least one of the five ways.")
    return missing


class ProjectPageForm(WagtailAdminPageForm):
    """Refuses what contradicts itself; what is only missing may wait until publication."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("slug") == MAP_SLUG:
            self.add_error(
                "slug", forms.ValidationError(gettext("This is the address of the map. Choose another one."))
            )
        if not self.is_deferred_validation:
            missing = missing_tags(
                cleaned.get("countries", ()), cleaned.get("regions", ()), cleaned.get("mechanisms", ())
            )
            for field, message in missing.items():
                if field in self.fields and field not in self.errors:
                    self.add_error(field, forms.ValidationError(str(message)))
        return cleaned
