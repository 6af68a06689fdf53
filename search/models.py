"""The page on which the whole site is searched."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from core.list_parameters import LONGEST_TEXT
from core.models import BasePage
from core.pagination import sheets
from core.search import answers_to, wanted
from core.site_structure import list_page_path
from projects.models import ProjectIndexPage, RegionIndexPage

from .parameters import PARAMETERS, SearchParameters
from .results import Results


class SearchPage(BasePage):
    """A form, and what it finds."""

    template = "search/search_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    parameters = PARAMETERS

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))

    search_document = ""
    """Nothing: it finds other pages."""

    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        asked = SearchParameters.from_parameters(request.GET)
        sought = wanted(asked.text)
        context.update(
            asked=asked,
            longest_text=LONGEST_TEXT,
            sought=sought,
            projects_path=list_page_path(ProjectIndexPage, self.language),
            regions_path=list_page_path(RegionIndexPage, self.language),
        )
        if sought:
            results = Results(sought, self.language, asked.kind)
            sheet = results.sheet(asked.page)
            context.update(
                answers=answers_to(asked.text, self.language),
                results=results.on(sheet),
                count=results.count,
                kinds=[(kind, number, asked.query_with(kind.code)) for kind, number in results.count_by_kind],
                query_of_all=asked.query_with(""),
                sheets=sheets(sheet, asked.query),
                frame=context["frame"].in_state(asked.query(sheet.number), ""),
            )
        return context
