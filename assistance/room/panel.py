"""On the admin's first page: how many requests ask for what, for who may see them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from assistance.files.scanning import scanner
from assistance.models import AssistanceRequest, MailState, OutgoingMail, Waiting

from .filters import NEW, OVERDUE
from .listing import NAMESPACE


class RequestsPanel(Component):
    order = 110
    template_name = "assistance/room/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        requests = AssistanceRequest.objects
        to_list = reverse(f"{NAMESPACE}:list")
        to_mails = reverse(f"{NAMESPACE}:mails")
        return {
            "numbers": [
                (_("New"), requests.new().count(), f"{to_list}?standing={NEW}"),
                (
                    _("Waiting for us"),
                    requests.waiting_for_us().count(),
                    f"{to_list}?waiting={Waiting.FOR_US.value}",
                ),
                (
                    _("Waiting for the partner"),
                    requests.waiting_for_them().count(),
                    f"{to_list}?waiting={Waiting.FOR_THEM.value}",
                ),
                (_("Overdue"), requests.overdue().count(), f"{to_list}?standing={OVERDUE}"),
                (
                    _("E-mails given up"),
                    OutgoingMail.objects.failed().count(),
                    f"{to_mails}?state={MailState.FAILED.value}",
                ),
            ],
            "scanner": scanner(),
        }
