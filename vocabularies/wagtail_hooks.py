"""The vocabularies in the admin: tags in one group of the menu, their labels in another."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import models


class TagViewSet(SnippetViewSet):
    list_display = ["name", "slug"]
    list_filter: list[str] = []
    search_fields = ["name", "slug"]
    ordering = ["name"]
    copy_view_enabled = False


class LabelViewSet(SnippetViewSet):
    list_display = ["name", "tag"]
    search_fields = ["name"]
    list_filter = ["tag"]
    copy_view_enabled = False


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
    list_display = ["name", "slug", "as_of", "history_is_known"]
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
        label_viewset(models.CountryLabel, "globe"),
        label_viewset(models.RegionLabel, "site"),
        label_viewset(models.CountryGroupLabel, "group"),
    )


register_snippet(TagGroup)
register_snippet(LabelGroup)
