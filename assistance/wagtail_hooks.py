"""The request for assistance in the admin: texts and rules as one group of the menu; the requests' room."""

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.choosers import StaffChooserViewSet
from core.translation.rights import InOwnLanguages

from .models import AssistanceRequest, EligibilityRule, EligibleCountry, MailText, OtherDoor, StageText
from .room import urls as room_urls
from .room.listing import NAMESPACE
from .room.panel import RequestsPanel
from .room.rights import may_see_requests


class EligibilityRuleViewSet(InOwnLanguages, SnippetViewSet):
    model = EligibilityRule
    chooser_viewset_class = StaffChooserViewSet
    icon = "list-ol"
    list_display = [
        "position",
        "__str__",
        "conditions",
        "get_answer_display",
        "locale",
        LiveStatusTagColumn(),
    ]
    list_filter = ["answer"]
    ordering = ["locale", "position", "pk"]
    search_backend_name = None
    search_fields = ["text", "advice"]
    copy_view_enabled = False


class EligibleCountryViewSet(SnippetViewSet):
    model = EligibleCountry
    chooser_viewset_class = StaffChooserViewSet
    icon = "globe"
    list_display = ["country", "get_eligibility_display", "since", "note"]
    list_filter = ["eligibility"]
    ordering = ["country__name"]
    search_backend_name = None
    search_fields = ["country__name", "country__slug", "country__labels__name", "note"]
    list_per_page = 50
    copy_view_enabled = False


class OtherDoorViewSet(InOwnLanguages, SnippetViewSet):
    model = OtherDoor
    chooser_viewset_class = StaffChooserViewSet
    icon = "link-external"
    list_display = ["position", "name", "conditions", "locale", LiveStatusTagColumn()]
    ordering = ["locale", "position", "pk"]
    search_backend_name = None
    search_fields = ["name", "code", "text"]
    copy_view_enabled = False


class StageTextViewSet(InOwnLanguages, SnippetViewSet):
    model = StageText
    chooser_viewset_class = StaffChooserViewSet
    icon = "list-ol"
    list_display = ["name", "get_stage_display", "normal_days", "locale", LiveStatusTagColumn()]
    list_filter = ["stage"]
    ordering = ["locale", "pk"]
    search_backend_name = None
    search_fields = ["name", "explanation"]
    copy_view_enabled = False


class MailTextViewSet(InOwnLanguages, SnippetViewSet):
    model = MailText
    chooser_viewset_class = StaffChooserViewSet
    icon = "mail"
    list_display = ["subject", "get_kind_display", "locale", LiveStatusTagColumn()]
    list_filter = ["kind"]
    ordering = ["locale", "pk"]
    search_backend_name = None
    search_fields = ["subject", "body"]
    copy_view_enabled = False


class AssistanceGroup(SnippetViewSetGroup):
    menu_label = _("Assistance")
    menu_icon = "mail"
    menu_order = 300
    items = (
        EligibilityRuleViewSet,
        EligibleCountryViewSet,
        OtherDoorViewSet,
        StageTextViewSet,
        MailTextViewSet,
    )


register_snippet(AssistanceGroup)


@hooks.register("register_admin_urls")
def addresses_of_the_room() -> list:
    return [path("requests/", include(room_urls))]


class RequestsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_requests(request.user)


@hooks.register("register_admin_menu_item")
def way_to_the_room() -> MenuItem:
    return RequestsMenuItem(
        _("Requests"), reverse(f"{NAMESPACE}:list"), name="requests", icon_name="clipboard-list", order=290
    )


@hooks.register("construct_homepage_panels")
def requests_at_a_glance(request: HttpRequest, panels: list[Component]) -> None:
    if may_see_requests(request.user):
        panels.append(RequestsPanel())


@hooks.register("before_edit_page")
def say_which_request_it_comes_from(request: HttpRequest, page: Page) -> None:
    """On the page of a project that was made from a request, for who may see requests."""
    if request.method != "GET" or not may_see_requests(request.user):
        return
    asked = AssistanceRequest.objects.filter(project__translation_key=page.translation_key).first()
    if asked:
        to_request = messages.button(reverse(f"{NAMESPACE}:inspect", args=[asked.pk]), asked.reference)
        messages.info(request, _("This project was made from a request."), buttons=[to_request])
