"""The e-mails of the room: those that did not go out, and how they are sent again."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from assistance import services
from assistance.models import MailState, OutgoingMail
from assistance.tasks import WAITS

from .listing import NAMESPACE
from .lists import Below
from .rights import CHANGE_MAIL, VIEW_MAIL, InTheRoom


class MailFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=MailState.choices)

    class Meta:
        model = OutgoingMail
        fields: tuple[str, ...] = ()


class SendAgainColumn(Column):
    cell_template_name = "assistance/room/send_again_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        return super().get_cell_context_data(instance, parent_context) | {
            "may_send_again": request.user.has_perm(CHANGE_MAIL),
            "csrf_token": get_token(request),
        }


class MailListView(InTheRoom, Below, IndexView):
    """Those given up first: what to do about them stands above."""

    needs = VIEW_MAIL
    model = OutgoingMail
    template_name = "assistance/room/mails.html"
    page_title = gettext_lazy("E-mails")
    header_icon = "mail"
    index_url_name = f"{NAMESPACE}:mails"
    index_results_url_name = f"{NAMESPACE}:mails_results"
    any_permission_required = None
    filterset_class = MailFilterSet
    default_ordering = "-created_at"
    paginate_by = 50
    columns = [
        TitleColumn(
            "request",
            label=gettext_lazy("Request"),
            accessor="request.reference",
            url_name=f"{NAMESPACE}:inspect",
            id_accessor="request_id",
        ),
        Column("kind", label=gettext_lazy("E-mail"), accessor="get_kind_display"),
        DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        Column("attempts", label=gettext_lazy("Attempts")),
        Column("last_error", label=gettext_lazy("Last error")),
        SendAgainColumn("again", label="", accessor="pk"),
    ]

    def get_base_queryset(self) -> QuerySet[OutgoingMail]:
        return OutgoingMail.objects.select_related("request")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs) | {
            "dead": OutgoingMail.objects.failed().count(),
            "days_tried": round(sum(WAITS, timedelta()) / timedelta(days=1)),
        }


class SendAgain(InTheRoom, View):
    """A dead letter is put on its way once more."""

    needs = CHANGE_MAIL
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        letter = get_object_or_404(
            OutgoingMail.objects.failed().select_related("request"), pk=kwargs["mail_pk"]
        )
        services.send_again(letter, request.user)
        messages.success(request, _("The e-mail is on its way again."))
        return HttpResponseRedirect(reverse(f"{NAMESPACE}:mails"), status=HTTPStatus.SEE_OTHER)
