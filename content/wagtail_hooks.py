"""The editors' list of what is still to be confirmed."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from core.choosers import StaffChooserViewSet

from .models import PointToConfirm


class PointToConfirmViewSet(SnippetViewSet):
    model = PointToConfirm
    chooser_viewset_class = StaffChooserViewSet
    icon = "help"
    menu_label = _("To be confirmed")
    menu_order = 420
    add_to_admin_menu = True
    list_display = ["text", "path", BooleanColumn("is_confirmed", label=_("confirmed"))]
    list_filter = ["is_confirmed", "path"]
    search_backend_name = None
    search_fields = ["text", "path", "finding"]
    list_per_page = 50
    copy_view_enabled = False


register_snippet(PointToConfirmViewSet)
