"""The admin beyond the apps' own: site texts, and what wagtail-localize offers that this site does not."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import SiteText
from .translation.publication import PublishRefused


class SiteTextViewSet(SnippetViewSet):
    model = SiteText
    icon = "site"
    add_to_settings_menu = True
    list_display = ["__str__", "locale"]
    copy_view_enabled = False


register_snippet(SiteTextViewSet)


def refuse_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """An alias would show the source's words under another language's address, live at once."""
    raise PublishRefused(_("A translation can’t become an alias: it would show another language’s words."))


@hooks.register("register_admin_urls", order=-1)
def take_the_place_of_convert_to_alias() -> list:
    """Before wagtail-localize's own: the first address that matches counts."""
    return [path("localize/page/<int:page_id>/convert_to_alias/", refuse_alias)]


@hooks.register("construct_page_action_menu")
def no_convert_to_alias(menu_items: list, request: HttpRequest, context: dict) -> None:
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
