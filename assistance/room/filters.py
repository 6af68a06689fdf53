"""What the list of requests can be narrowed to."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from assistance.models import AssistanceRequest, RequestKind, Waiting
from assistance.models.request import AssistanceRequestQuerySet
from assistance.stages import Stage
from vocabularies.catalogue import catalogue, membership_spans
from vocabularies.models import Area, Country, CountryGroup

from .rights import who_handles_requests

MINE, NOBODYS, OVERDUE, NEW = "me", "nobody", "overdue", "new"


def terms(model: Any) -> list[tuple[str, str]]:
    return [(term.slug, str(term)) for term in catalogue().of(model)]


def countries() -> list[tuple[str, str]]:
    return terms(Country)


def groups() -> list[tuple[str, str]]:
    return terms(CountryGroup)


def areas() -> list[tuple[str, str]]:
    return terms(Area)


def people() -> list[tuple[str, str]]:
    officers = [
        (str(person.pk), person.get_full_name() or person.username) for person in who_handles_requests()
    ]
    return [(MINE, str(_("Mine"))), (NOBODYS, str(_("Nobody’s"))), *officers]


class RequestFilterSet(WagtailFilterSet):
    """A value that is none of the choices narrows nothing."""

    stage = django_filters.MultipleChoiceFilter(label=_("Stage"), choices=Stage.choices)
    waiting = django_filters.ChoiceFilter(label=_("Turn"), choices=Waiting.choices)
    standing = django_filters.ChoiceFilter(
        label=_("Attention"),
        choices=[(NEW, _("New, not assigned")), (OVERDUE, _("Overdue"))],
        method="narrow_to_standing",
    )
    assignee = django_filters.ChoiceFilter(
        label=_("Assigned to"), choices=people, method="narrow_to_assignee"
    )
    country = django_filters.ChoiceFilter(label=_("Country"), choices=countries, field_name="country__slug")
    group = django_filters.ChoiceFilter(
        label=_("Group of countries"), choices=groups, method="narrow_to_group"
    )
    area = django_filters.ChoiceFilter(label=_("Area of work"), choices=areas, field_name="areas__slug")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=RequestKind.choices)

    class Meta:
        model = AssistanceRequest
        fields: tuple[str, ...] = ()

    def narrow_to_standing(
        self, requests: AssistanceRequestQuerySet, name: str, value: str
    ) -> AssistanceRequestQuerySet:
        return requests.overdue() if value == OVERDUE else requests.new()

    def narrow_to_assignee(self, requests: QuerySet, name: str, value: str) -> QuerySet:
        if value == MINE:
            return requests.filter(assignee=self.request.user)
        if value == NOBODYS:
            return requests.filter(assignee=None)
        return requests.filter(assignee=int(value))

    def narrow_to_group(self, requests: QuerySet, name: str, value: str) -> QuerySet:
        """Of the countries that are in the group today."""
        group = catalogue().of(CountryGroup).by_slug(value)
        today = timezone.localdate()
        members = [
            span.country_id
            for span in membership_spans()
            if group and span.group_id == group.pk and span.covers(today)
        ]
        return requests.filter(country__in=members)
