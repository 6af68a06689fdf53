"""The finder: the list of all projects, narrowed down as the address says."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.models import BasePage
from core.pagination import sheets
from core.site_structure import list_path
from projects.finder import find


class ProjectIndexPage(BasePage):
    """All projects, twenty at a time."""

    template = "projects/project_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["projects.ProjectPage"]

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("list of projects")
        verbose_name_plural = _("lists of projects")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        finding = find(request.GET, self.language)
        sheet = finding.sheet()
        query = finding.filter.query
        context.update(
            finding=finding,
            projects=finding.pages(list(sheet.object_list)),
            sheets=sheets(sheet, query),
            # To search engines a filtered or sorted list is the whole one, of which it is a part: there are
            # as many as combinations of filters. A sheet is a page of its own: no other holds its projects.
            frame=context["frame"].in_state(
                query(sheet.number), "" if finding.filter.query() else query(sheet.number)
            ),
        )
        return context


def finder_path(language: str) -> str:
    """The address of the finder in a language, to which a filter's query can be added; or empty."""
    return list_path(ProjectIndexPage, language)
