"""The admin beyond the apps' own: site texts, and what wagtail-localize offers that this site does not."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import LiveStatusTagColumn
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .choosers import StaffChooserViewSet
from .links import links_to_nowhere
from .models import Figure, SiteText
from .rich_text import PublicPageLinkHandler, SoundDocumentLinkHandler
from .site_structure import language_homes
from .translation.publication import PublishRefused
from .translation.rights import InOwnLanguages, languages_of
from .translation.waiting import not_handed_over, waiting_for

WAITING_SHOWN = 10


class SiteTextViewSet(InOwnLanguages, SnippetViewSet):
    model = SiteText
    chooser_viewset_class = StaffChooserViewSet
    icon = "site"
    add_to_settings_menu = True
    list_display = ["__str__", "locale"]
    copy_view_enabled = False


class FigureViewSet(InOwnLanguages, SnippetViewSet):
    model = Figure
    chooser_viewset_class = StaffChooserViewSet
    icon = "order"
    add_to_settings_menu = True
    list_display = ["label", "code", "value", "wording", "month", "locale", LiveStatusTagColumn()]
    ordering = ["locale", "pk"]
    search_backend_name = None
    search_fields = ["label", "code", "source"]
    copy_view_enabled = False


register_snippet(SiteTextViewSet)
register_snippet(FigureViewSet)


@hooks.register("register_rich_text_features", order=100)
def links_that_lead_somewhere(features: FeatureRegistry) -> None:
    """In place of Wagtail's own handlers."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(SoundDocumentLinkHandler)


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


@hooks.register("after_publish_page")
def tell_of_links_to_nowhere(request: HttpRequest, page: Page) -> None:
    if titles := links_to_nowhere(page):
        messages.warning(
            request,
            _(
                "Readers see these links as plain words, since the pages they lead to are not public: "
                "%(titles)s."
            )
            % {"titles": ", ".join(titles)},
        )


@hooks.register("construct_page_chooser_queryset")
def no_titles_for_who_has_no_pages(pages: QuerySet[Page], request: HttpRequest) -> QuerySet[Page]:
    """Wagtail shows the titles of all pages, drafts too, to everybody in the admin."""
    return pages if user_has_any_page_permission(request.user) else pages.none()


class WaitingTranslationsPanel(Component):
    """On the admin's first page: which translations wait for this person, and how much there is to do."""

    order = 150
    template_name = "core/admin/waiting_translations.html"

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        waiting = waiting_for(self.user)
        rows = []
        for translation in waiting[:WAITING_SHOWN]:
            total, translated = translation.get_progress()
            rows.append((translation, total - translated))
        return {"rows": rows, "more": max(0, waiting.count() - WAITING_SHOWN)}


class PagesToHandOverPanel(Component):
    """On the admin's first page, for who may do so: published pages that no translator has been given."""

    order = 160
    template_name = "core/admin/pages_to_hand_over.html"

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        pages = not_handed_over() if language_homes() else Page.objects.none()
        return {"pages": pages[:WAITING_SHOWN], "more": max(0, pages.count() - WAITING_SHOWN)}


@hooks.register("insert_global_admin_css")
def programme_colours() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_homepage_panels")
def add_waiting_translations(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WaitingTranslationsPanel(request.user))
    if request.user.has_perm("wagtail_localize.submit_translation"):
        panels.append(PagesToHandOverPanel())


@hooks.register("construct_reports_menu")
def no_translations_without_a_language(request: HttpRequest, menu_items: list) -> None:
    report = reverse("wagtail_localize:translations_report")
    if not languages_of(request.user).exists():
        menu_items[:] = [item for item in menu_items if getattr(item, "url", None) != report]
