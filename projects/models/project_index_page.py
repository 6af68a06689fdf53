"""The list of all projects."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from core.models import BasePage
from vocabularies.tagging import attach_terms

from .project_page import ProjectPage


class ProjectIndexPage(BasePage):
    """All projects."""

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
        projects = list(
            ProjectPage.objects.in_best_language(self.locale).public().latest_first().defer_streamfields()
        )
        attach_terms(projects, self.language)
        context["projects"] = projects
        return context
