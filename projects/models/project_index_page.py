"""The finder: the list of all projects, narrowed down as the address says."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page
from wagtail.search import index

from core.models import BasePage
from core.pagination import sheets
from core.site_structure import list_page_path
from maps.counted import counted_map
from projects.finder import PARAMETERS, find

from .project_form import MAP_SLUG

MAP = f"{MAP_SLUG}/"
MOST_WITHOUT_COUNTRY = 12
"""Titles below the map of what is not on it."""


class ProjectIndexPage(RoutablePageMixin, BasePage):
    """All projects, twenty at a time, and below that address a map of them."""

    template = "projects/project_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["projects.ProjectPage"]
    parameters = PARAMETERS
    addresses_with_parameters = ("", MAP)

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
            list_path=context["frame"].path,
            map_path=context["frame"].path + MAP,
            projects=finding.listed(list(sheet.object_list)),
            sheets=sheets(sheet, query),
            # To search engines a filtered or sorted list is the whole one, of which it is a part: there are
            # as many as combinations of filters. A sheet is a page of its own: no other holds its projects.
            frame=context["frame"].in_state(
                query(sheet.number), "" if finding.filter.query() else query(sheet.number)
            ),
        )
        return context

    @path(MAP)
    def map_of_projects(self, request: HttpRequest) -> HttpResponse:
        """The countries of what an address finds, each with its number of projects."""
        context = super().get_context(request)
        finding = find(request.GET, self.language)
        chosen = finding.filter
        here = context["frame"].path
        frame = context["frame"].below(
            MAP,
            gettext("Map"),
            seo_title=gettext("%(title)s: map") % {"title": self.title},
            description=gettext(
                "Where the projects took place: the countries, each with its number of projects."
            ),
        )
        without_country = finding.without_country()
        context.update(
            self.framed(frame.in_state(chosen.query(), "")),
            finding=finding,
            list_path=here,
            map_path=frame.path,
            map=counted_map(
                (term, number, here + chosen.query_with_only("country", term.slug))
                for term, number in finding.countries()
            ),
            without_country=finding.listed(without_country[:MOST_WITHOUT_COUNTRY]),
            more_without_country=len(without_country[MOST_WITHOUT_COUNTRY:]),
        )
        return TemplateResponse(request, "projects/project_map.html", context)


def finder_path(language: str) -> str:
    """The address of the finder in a language, to which a filter's query can be added; or empty."""
    return list_page_path(ProjectIndexPage, language)
