"""The request for assistance in the admin: one group of the menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.choosers import StaffChooserViewSet
from core.translation.rights import InOwnLanguages

from .models import EligibilityRule, EligibleCountry, OtherDoor


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


class AssistanceGroup(SnippetViewSetGroup):
    menu_label = _("Assistance")
    menu_icon = "mail"
    menu_order = 300
    items = (EligibilityRuleViewSet, EligibleCountryViewSet, OtherDoorViewSet)


register_snippet(AssistanceGroup)
