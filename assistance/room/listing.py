"""The list of requests: filtered, sorted, taken away as a table."""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, StatusFlagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from assistance.audit import record
from assistance.models import Actor, AssistanceRequest, Event, RequestInstitution
from assistance.models.request import AssistanceRequestQuerySet
from core.file_values import fit_for_xml
from core.tables import CSV, csv_parts, safe_cell
from vocabularies.catalogue import catalogue
from vocabularies.models import Country

from .filters import RequestFilterSet
from .rights import VIEW, VIEW_LOG, VIEW_MAIL, InTheRoom

NAMESPACE = "assistance_requests"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def place_of(request: AssistanceRequest) -> str:
    """The country, in the reader's language, or the regional body."""
    country = catalogue().of(Country).by_pk(request.country_id)
    return str(country) if country else request.regional_body


def lead_of(request: Any) -> str:
    """Of a request of ``with_lead``."""
    return str(request.lead or "")


def days_in_stage(request: AssistanceRequest) -> int:
    return (timezone.localdate() - timezone.localdate(request.stage_since)).days


def short(day: date | None) -> str:
    return day.isoformat() if day else ""


def handler_of(request: AssistanceRequest) -> str:
    person = request.assignee
    return (person.get_full_name() or person.get_username()) if person else ""


def with_lead(requests: AssistanceRequestQuerySet) -> AssistanceRequestQuerySet:
    """Each with ``lead``, the name of the institution that leads."""
    first = RequestInstitution.objects.filter(request=OuterRef("pk")).order_by("position", "pk")
    return requests.annotate(lead=Subquery(first.values("name")[:1])).select_related("assignee")


COLUMNS = [
    TitleColumn(
        "reference",
        label=gettext_lazy("Reference"),
        url_name=f"{NAMESPACE}:inspect",
        classname="request-reference",
    ),
    StatusFlagColumn("is_overdue", label="", true_label=gettext_lazy("Overdue")),
    Column("place", label=gettext_lazy("Country or body"), accessor=place_of),
    Column("lead", label=gettext_lazy("Leading institution"), accessor=lead_of),
    Column("stage", label=gettext_lazy("Stage"), accessor="get_stage_display"),
    Column(
        "days", label=gettext_lazy("Days in it"), accessor=days_in_stage, sort_key="stage_since"
    ),
    Column("waiting", label=gettext_lazy("Turn"), accessor="get_waiting_display"),
    Column("assignee", label=gettext_lazy("Assigned to"), accessor=handler_of),
    Column(
        "due",
        label=gettext_lazy("Due"),
        accessor=lambda request: short(request.due_on),
        sort_key="due_on",
    ),
    Column(
        "received",
        label=gettext_lazy("Received"),
        accessor=lambda request: short(timezone.localdate(request.received_at)),
        sort_key="received_at",
    ),
]  # fmt: skip

EXPORTED: list[tuple[str | Promise, Any]] = [
    (gettext_lazy("Reference"), lambda request: request.reference),
    (gettext_lazy("Kind"), lambda request: request.get_kind_display()),
    (gettext_lazy("Country or regional body"), place_of),
    (gettext_lazy("Leading institution"), lead_of),
    (gettext_lazy("Received"), lambda request: timezone.localdate(request.received_at).isoformat()),
    (gettext_lazy("Stage"), lambda request: request.get_stage_display()),
    (gettext_lazy("In it since"), lambda request: timezone.localdate(request.stage_since).isoformat()),
    (gettext_lazy("Due"), lambda request: request.due_on.isoformat() if request.due_on else ""),
    (gettext_lazy("Turn"), lambda request: request.get_waiting_display()),
    (gettext_lazy("Assigned to"), handler_of),
    (gettext_lazy("Areas of work"), lambda request: "; ".join(area.slug for area in request.areas.all())),
    (gettext_lazy("Language"), lambda request: request.language),
    (gettext_lazy("Kept until"), lambda request: request.retain_until.isoformat()),
]
"""What goes into a table: nothing of the contact. Headings, and the cells of a request."""


class RequestListView(InTheRoom, IndexView):
    needs = VIEW
    model = AssistanceRequest
    page_title = gettext_lazy("Requests")
    header_icon = "clipboard-list"
    index_url_name = f"{NAMESPACE}:list"
    index_results_url_name = f"{NAMESPACE}:list_results"
    columns = COLUMNS
    filterset_class = RequestFilterSet
    default_ordering = "-received_at"
    paginate_by = 50
    search_fields = ("reference",)
    list_export = ("reference",)
    export_filename = "requests"
    any_permission_required = None

    def get_base_queryset(self) -> AssistanceRequestQuerySet:
        requests = with_lead(AssistanceRequest.objects.all())
        return requests.prefetch_related("areas") if self.is_export else requests

    def order_queryset(self, queryset: AssistanceRequestQuerySet) -> AssistanceRequestQuerySet:
        ordered: AssistanceRequestQuerySet = super().order_queryset(queryset)
        return ordered.order_by(*ordered.query.order_by, "pk")

    def search_queryset(self, queryset: AssistanceRequestQuerySet) -> AssistanceRequestQuerySet:
        """By reference, institution, regional body, country. Not by person: that would stand in addresses."""
        if not (text := self.search_query):
            return queryset
        wanted = text.casefold()
        countries = [term.pk for term in catalogue().of(Country) if wanted in str(term).casefold()]
        institutions = RequestInstitution.objects.filter(name__icontains=text)
        return queryset.filter(
            Q(reference__icontains=text)
            | Q(regional_body__icontains=text)
            | Q(country__in=countries)
            | Q(pk__in=institutions.values("request"))
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = [*super().header_more_buttons]
        links = [
            (_("Find a person’s requests"), "person", "user", VIEW),
            (_("E-mails"), "mails", "mail", VIEW_MAIL),
            (_("Log"), "audit", "history", VIEW_LOG),
        ]
        for position, (label, name, icon, permission) in enumerate(links):
            if self.request.user.has_perm(permission):
                buttons.append(
                    Button(label, url=reverse(f"{NAMESPACE}:{name}"), icon_name=icon, priority=10 + position)
                )
        return buttons

    def as_spreadsheet(
        self, queryset: AssistanceRequestQuerySet, spreadsheet_format: str
    ) -> HttpResponseBase:
        """What is filtered, whole. Who took it is in the log."""
        record(
            "",
            Event.LIST_EXPORTED,
            Actor.STAFF,
            by=self.request.user,
            detail=f"{spreadsheet_format}, {queryset.count()} requests",
        )
        name = f"requests-{timezone.localdate().isoformat()}.{spreadsheet_format}"
        headings = [str(heading) for heading, _cell in EXPORTED]
        rows = ([cell(request) for _heading, cell in EXPORTED] for request in queryset)
        if spreadsheet_format == self.FORMAT_CSV:
            response: HttpResponseBase = StreamingHttpResponse(csv_parts(headings, rows), content_type=CSV)
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
            return response
        return FileResponse(workbook(headings, rows), as_attachment=True, filename=name, content_type=XLSX)


def workbook(headings: Sequence[str], rows: Iterator[list[object]]) -> BytesIO:
    """One sheet, all cells text that no spreadsheet takes for a formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(headings))
    for row in rows:
        sheet.append([fit_for_xml(safe_cell(value)) for value in row])
    content = BytesIO()
    book.save(content)
    content.seek(0)
    return content
