"""Objective 23 and the five ways in which the programme supports it, with their counted evidence."""

from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.blocks.text import INTRODUCTION_FEATURES, RICH_TEXT_FEATURES
from core.models import BasePage
from core.models.base_page import neutral
from projects.charts import timeline, ways_by_region
from projects.evidence import evidence_by_group, evidence_of_ways, partners_in, proving
from projects.models import ProjectPage, finder_path
from vocabularies.catalogue import Term, catalogue
from vocabularies.models import Mechanism

PROJECTS_SHOWN = 20


class Objective23Page(BasePage):
    """The objective, and the five ways side by side with what proves each."""

    template = "home/objective_23_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["home.MechanismPage"]

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    introduction = RichTextField(_("introduction"), features=INTRODUCTION_FEATURES, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("more"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("Objective 23 page")
        verbose_name_plural = _("Objective 23 pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"counted": self._counted}

    def _counted(self) -> dict[str, Any]:
        leads = {
            page.mechanism_id: page.lead
            for page in MechanismPage.objects.in_best_language(self.locale).public().defer_streamfields()
        }
        return {
            "mechanisms": [
                (way, leads.get(way.pk, ""), figures, example)
                for way, figures, example in evidence_of_ways(self.language)
            ],
            "chart": ways_by_region(self.language),
        }


class MechanismPage(BasePage):
    """One of the five ways: the argument in words, the evidence counted from tagged projects."""

    template = "home/mechanism_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.Objective23Page"]
    subpage_types: ClassVar[list[str]] = []

    mechanism = models.ForeignKey(
        Mechanism,
        verbose_name=_("way"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Projects tagged with this way are the evidence that the page counts and lists."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    argument = RichTextField(
        _("argument"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("How the programme works this way. Figures are counted: write none."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("more"), blank=True)

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.neutral_fields,
        *neutral("mechanism"),
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("mechanism"),
        FieldPanel("lead"),
        FieldPanel("argument"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("argument"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("page of a way")
        verbose_name_plural = _("pages of the ways")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        ways = catalogue(self.language).of(Mechanism)
        way = ways.by_pk(self.mechanism_id)
        return context | {
            "mechanism": way,
            "mechanisms": list(ways),
            "finder": finder_path(self.language),
            # A preview may be of a page that is only begun.
            "counted": partial(self._counted, way) if way else dict,
        }

    def _counted(self, way: Term) -> dict[str, Any]:
        finding = proving(way, self.language)
        shown = finding.pages(finding.first(PROJECTS_SHOWN), ProjectPage.objects.for_cards())
        return {
            "finding": finding,
            "evidence": finding.figures,
            "by_group": evidence_by_group(finding),
            "projects": shown,
            "timeline": timeline(shown),
            "triangular_countries": partners_in(finding),
        }
