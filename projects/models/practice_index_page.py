"""The list of practices: what the programme contributes to the hub of the UN Network on Migration."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.blocks.text import INTRODUCTION_FEATURES
from core.models import BasePage
from projects.finder import pages_at, portfolio
from projects.finder.bitsets import positions_in
from projects.finder.portfolio import PRACTICE, YES

from .project_page import ProjectPage


class PracticeIndexPage(BasePage):
    """The projects that left behind a practice or case study, to read and to take away."""

    template = "projects/practice_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    introduction = RichTextField(_("introduction"), features=INTRODUCTION_FEATURES, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("introduction")]

    class Meta:
        verbose_name = _("list of practices")
        verbose_name_plural = _("lists of practices")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        listing = {"listing": lambda: {"projects": self.practices()}}
        return super().get_context(request, *args, **kwargs) | listing

    def practices(self) -> list[ProjectPage]:
        """The public projects with a practice, each once, the latest first, with tags. Two queries."""
        among = portfolio()
        projects = (
            ProjectPage.objects.select_related("locale", "practice_document")
            .prefetch_related("institutions")
            .defer_streamfields()
        )
        return pages_at(positions_in(among.having(PRACTICE, YES)), self.language, among, projects)
