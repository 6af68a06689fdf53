"""The vocabularies in the admin: tags in one group of the menu, their labels in another."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.choosers import StaffChooserViewSet
from core.translation.rights import InOwnLanguages

from . import models


class TagViewSet(SnippetViewSet):
    chooser_viewset_class = StaffChooserViewSet
    list_display = ["name", "slug"]
    list_filter: list[str] = []
    search_backend_name = None  # short tables: the database itself searches, the labels of all languages too
    search_fields = ["name", "slug", "labels__name"]
    ordering = ["name"]
    copy_view_enabled = False


class LabelViewSet(InOwnLanguages, SnippetViewSet):
    chooser_viewset_class = StaffChooserViewSet
    list_display = ["name", "locale", "tag"]
    search_backend_name = None
    search_fields = ["name", "tag__name", "tag__slug"]
    list_filter = ["tag"]
    copy_view_enabled = False


class CountryLabelViewSet(LabelViewSet):
    model = models.CountryLabel
    icon = "globe"
    list_display = ["tag", "name", "locale"]  # a name is rare here


class CountryViewSet(TagViewSet):
    model = models.Country
    icon = "globe"
    list_display = ["name", "slug", "region"]
    list_filter = ["region"]


class RegionViewSet(TagViewSet):
    model = models.Region
    icon = "site"
    ordering = ["position"]


class CountryGroupViewSet(TagViewSet):
    model = models.CountryGroup
    icon = "group"
    list_display = [
        "name",
        "slug",
        "as_of",
        BooleanColumn("history_is_known", label=_("history is known")),
    ]
    ordering = ["position"]


class MechanismViewSet(TagViewSet):
    model = models.Mechanism
    icon = "order"
    list_display = ["number", "name", "slug", "path"]
    ordering = ["number"]


class ObjectiveViewSet(TagViewSet):
    model = models.Objective
    icon = "list-ol"
    list_display = ["number", "name", "slug", "unverified_titles"]
    list_filter = ["unverified_titles"]
    ordering = ["number"]


class ThemeViewSet(TagViewSet):
    model = models.Theme
    icon = "folder-open-1"
    ordering = ["position"]


class AreaViewSet(TagViewSet):
    model = models.Area
    icon = "tag"
    list_display = ["name", "slug", "theme"]
    list_filter = ["theme"]


class SdgViewSet(TagViewSet):
    model = models.Sdg
    icon = "pick"
    list_display = ["number", "name", "slug"]
    ordering = ["number"]


class TagGroup(SnippetViewSetGroup):
    menu_label = _("Tags")
    menu_icon = "tag"
    menu_order = 400
    items = (
        MechanismViewSet,
        ObjectiveViewSet,
        ThemeViewSet,
        AreaViewSet,
        SdgViewSet,
        CountryViewSet,
        RegionViewSet,
        CountryGroupViewSet,
    )


def label_viewset(model: type[models.TagLabel], icon: str) -> type[LabelViewSet]:
    return type(f"{model.__name__}ViewSet", (LabelViewSet,), {"model": model, "icon": icon})


class LabelGroup(SnippetViewSetGroup):
    menu_label = _("Tag names")
    menu_icon = "wagtail-localize-language"
    menu_order = 410
    items = (
        label_viewset(models.MechanismLabel, "order"),
        label_viewset(models.ObjectiveLabel, "list-ol"),
        label_viewset(models.ThemeLabel, "folder-open-1"),
        label_viewset(models.AreaLabel, "tag"),
        label_viewset(models.SdgLabel, "pick"),
        CountryLabelViewSet,
        label_viewset(models.RegionLabel, "site"),
        label_viewset(models.CountryGroupLabel, "group"),
    )


register_snippet(TagGroup)
register_snippet(LabelGroup)


@hooks.register("before_delete_snippet")
def keep_tags_in_use(request: HttpRequest, instances: list) -> HttpResponse | None:
    """Say that a tag is in use, where the database could only refuse to delete it."""
    used = [tag for tag in instances if isinstance(tag, models.VocabularyTag) and tag.is_in_use()]
    if not used:
        return None
    for tag in used:
        messages.error(
            request,
            gettext(
                "%(kind)s “%(tag)s” is in use and can’t be deleted: pages, addresses and exports refer to it."
            )
            % {"kind": capfirst(tag._meta.verbose_name), "tag": tag},
        )
    return redirect(type(used[0]).snippet_viewset.get_url_name("list"))
