"""What can be chosen in the forms, in the reader's language."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vocabularies.catalogue import catalogue
from vocabularies.models import Area, Country, Theme

from ..models.asking import OTHER_TOPIC, REGIONAL

Choice = tuple[str, str | Promise]
NOT_OFFERED = _("Please choose one.")
"""In the place of Django's words, which repeat what was sent."""


class GroupedBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick, each group below its name."""

    template_name = "assistance/grouped_boxes.html"


def country_choices() -> list[Choice]:
    """The countries by the reader's alphabet, after what stands for none of them."""
    countries: list[Choice] = [(term.slug, term.name) for term in catalogue().of(Country)]
    return [(REGIONAL, _("A regional body, no single country")), *countries]


def area_choices() -> list[tuple[str, list[Choice]]]:
    """The areas of work, grouped by theme; a theme without areas is left out."""
    terms = catalogue()
    groups: dict[int, tuple[str, list[Choice]]] = {theme.pk: (theme.name, []) for theme in terms.of(Theme)}
    for area in terms.of(Area):
        groups[area.tag.theme_id][1].append((area.slug, area.name))
    return [group for group in groups.values() if group[1]]


def topic_choices() -> list[tuple[str | Promise, list[Choice]]]:
    return [*area_choices(), (_("Other subjects"), [(OTHER_TOPIC, _("Another subject"))])]
