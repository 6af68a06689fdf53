"""A request's page: everything about it on one screen, and the steps that can be taken now."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assistance.audit import record_look
from assistance.models import AuditEntry, MailState
from assistance.stages import BECOMES_PROJECT, ENDED, Stage
from vocabularies.catalogue import catalogue
from vocabularies.models import Area, Mechanism

from .asked import AboutRequest
from .listing import NAMESPACE, days_in_stage, handler_of, place_of, with_lead
from .rights import CHANGE, CHANGE_MAIL, VIEW, VIEW_LOG

LOG_SHOWN = 50
OTHERS_SHOWN = 20


class RequestView(AboutRequest, WagtailAdminTemplateMixin, TemplateView):
    needs = VIEW
    template_name = "assistance/room/request.html"
    header_icon = "clipboard-list"

    def get_page_title(self) -> str:
        return self.asked.reference

    def get_page_subtitle(self) -> str:
        return place_of(self.asked)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse(f"{NAMESPACE}:list"), "label": _("Requests")},
            {"url": "", "label": self.asked.reference},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked, user = self.asked, self.request.user
        record_look(asked.reference, user)
        words = catalogue()
        others = with_lead(type(asked).objects.from_the_same_place(asked))[: OTHERS_SHOWN + 1]
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "place": place_of(asked),
            "days": days_in_stage(asked),
            "handler": handler_of(asked),
            "institutions": list(asked.institutions.all()),
            "areas": words.of(Area).pick(asked.areas.values_list("pk", flat=True)),
            "mechanisms": words.of(Mechanism).pick(asked.mechanisms.values_list("pk", flat=True)),
            "files": list(asked.files.all()),
            "entries": list(asked.stage_entries.select_related("by")),
            "messages_to_partner": list(asked.messages.select_related("by")),
            "notes": list(asked.notes.select_related("by")),
            "mails": list(asked.mails.all()[:LOG_SHOWN]),
            "log": AuditEntry.objects.filter(reference=asked.reference)[:LOG_SHOWN]
            if user.has_perm(VIEW_LOG)
            else [],
            "related": list(asked.related_projects.order_by("title")),
            "others": [(other, place_of(other)) for other in others[:OTHERS_SHOWN]],
            "more_others": len(others) > OTHERS_SHOWN,
            "steps": [(stage, stage in ENDED and stage != Stage.CLOSED) for stage in asked.following_stages],
            "may_change": user.has_perm(CHANGE) and not asked.anonymised_at,
            "may_send_again": user.has_perm(CHANGE_MAIL),
            "may_open_pages": user.has_perm("wagtailadmin.access_admin") and self.may_edit_project(),
            "may_become_project": asked.stage in BECOMES_PROJECT and not asked.project_id,
            "FAILED": MailState.FAILED,
        }

    def may_edit_project(self) -> bool:
        project = self.asked.project
        return bool(project and project.permissions_for_user(self.request.user).can_edit())
