"""Other lists of the room: the log, and the requests of one person."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormView
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assistance.audit import record
from assistance.models import Actor, AssistanceRequest, AuditEntry, Event

from .forms import PersonForm
from .listing import COLUMNS, NAMESPACE, with_lead
from .rights import VIEW, VIEW_LOG, InTheRoom

MOST_FOUND = 100


class Below(WagtailAdminTemplateMixin):
    """Stands below the list of requests."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{NAMESPACE}:list"), "label": _("Requests")},
            {"url": "", "label": self.page_title},
        ]


class AuditFilterSet(WagtailFilterSet):
    reference = django_filters.CharFilter(label=gettext_lazy("Reference"), lookup_expr="iexact")
    event = django_filters.ChoiceFilter(label=gettext_lazy("What"), choices=Event.choices)
    actor = django_filters.ChoiceFilter(label=gettext_lazy("By"), choices=Actor.choices)
    by = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Account"),
        queryset=lambda request: (
            get_user_model()
            .objects.filter(pk__in=AuditEntry.objects.exclude(by=None).order_by().values("by"))
            .order_by("username")
        ),
    )
    at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields: tuple[str, ...] = ()


class AuditListView(InTheRoom, Below, IndexView):
    """To be read; nothing in the site changes or deletes what it says."""

    needs = VIEW_LOG
    model = AuditEntry
    page_title = gettext_lazy("Log of the requests")
    header_icon = "history"
    index_url_name = f"{NAMESPACE}:audit"
    index_results_url_name = f"{NAMESPACE}:audit_results"
    any_permission_required = None
    filterset_class = AuditFilterSet
    default_ordering = "-at"
    paginate_by = 100
    columns = [
        Column("at", label=gettext_lazy("At"), sort_key="at"),
        Column("reference", label=gettext_lazy("Reference")),
        Column("event", label=gettext_lazy("What"), accessor="get_event_display"),
        Column("actor", label=gettext_lazy("By"), accessor="get_actor_display"),
        Column("by_name", label=gettext_lazy("Account")),
        Column("detail", label=gettext_lazy("Detail")),
    ]

    def get_base_queryset(self) -> QuerySet[AuditEntry]:
        return AuditEntry.objects.all()

    def order_queryset(self, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return queryset.order_by(*(("at", "pk") if self.ordering == "at" else ("-at", "-pk")))


class PersonView(InTheRoom, Below, FormView):
    """All requests of one person, who asks for their data or to be forgotten."""

    needs = VIEW
    template_name = "assistance/room/person.html"
    page_title = gettext_lazy("Find a person’s requests")
    header_icon = "user"
    form_class = PersonForm

    def form_valid(self, form: PersonForm) -> HttpResponse:
        person = form.cleaned_data["person"]
        wanted = Q(contact_email__iexact=person) if "@" in person else Q(contact_name__icontains=person)
        found = list(
            with_lead(AssistanceRequest.objects.filter(wanted, anonymised_at=None)).order_by("-received_at")[
                :MOST_FOUND
            ]
        )
        record(
            "", Event.VIEWED, Actor.STAFF, by=self.request.user, detail=f"{len(found)} requests of a person"
        )
        table = Table([*COLUMNS[:5], COLUMNS[-1]], found)
        return self.render_to_response(self.get_context_data(form=form, table=table, found=found))
