"""The programme's regions."""

from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.blocks.text import INTRODUCTION_FEATURES
from core.models import BasePage
from core.models.base_page import neutral
from core.site_structure import language_homes
from projects.evidence import evidence_by_group, evidence_in_region
from projects.finder import Finding, ProjectFilter, portfolio
from projects.finder.finding import Figures
from projects.related import news_in_region
from projects.tallies import countries_with, tallies
from vocabularies.catalogue import Term, catalogue
from vocabularies.models import Mechanism, Objective, Region, Theme
from vocabularies.tagging import TermsField, attach_terms

from .project_index_page import finder_path
from .project_page import ProjectPage
from .project_tags import tagged_once

PROJECTS_SHOWN = 6


class RegionIndexPage(BasePage):
    """The five regions."""

    template = "projects/region_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["projects.RegionPage"]

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("list of regions")
        verbose_name_plural = _("lists of regions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "counted": partial(where_projects_are, self.locale, self.language)
        }


class RegionFocusObjective(ItemBase):
    tag = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="region_items")
    content_object = ParentalKey(
        "projects.RegionPage", on_delete=models.CASCADE, related_name="focus_objective_items"
    )

    class Meta:
        constraints = [tagged_once("region_focus_objective_once")]


class RegionPage(BasePage):
    """One of the programme's regions: its focus in words, its countries and projects computed."""

    template = "projects/region_page.html"
    parent_page_types: ClassVar[list[str]] = ["projects.RegionIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Its countries, projects and figures follow from this choice."),
    )
    focus_objectives = TermsField(
        through=RegionFocusObjective,
        blank=True,
        related_name="focus_regions",
        verbose_name=_("focus objectives"),
        help_text=_("The objectives of the Global Compact that the work in the region is about."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    introduction = RichTextField(_("introduction"), features=INTRODUCTION_FEATURES, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("more"), blank=True)

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.neutral_fields,
        *neutral("region"),
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("region"),
        FieldPanel("lead"),
        FieldPanel("introduction"),
        FieldPanel("focus_objectives"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("region page")
        verbose_name_plural = _("region pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        attach_terms([self], self.language)
        term = catalogue(self.language).of(Region).by_pk(self.region_id)
        # A preview may be of a page that is only begun.
        return context | {"term": term, "counted": partial(self._counted, term) if term else dict}

    def _counted(self, term: Term) -> dict[str, Any]:
        finding = Finding(ProjectFilter(chosen={"region": (term.slug,)}), self.language, portfolio())
        countries = catalogue(self.language).countries_of(term)
        active, others = countries_with(finding, countries)
        return {
            "countries": countries,
            "countries_with_projects": active,
            "other_countries": others,
            "projects": finding.listed(finding.first(PROJECTS_SHOWN), ProjectPage.objects.for_cards()),
            "finding": finding,
            "evidence": finding.figures,
            "objectives": tallies(finding, Objective),
            "ways": tallies(finding, Mechanism),
            "themes": tallies(finding, Theme),
            "by_group": evidence_by_group(finding),
            "news": news_in_region(self.region_id, self.locale),
            "finder": finder_path(self.language),
        }


def where_projects_are(locale: Locale, language: str) -> dict[str, Any]:
    """``regions``: their pages, each with what its projects prove; ``countries``: of all these. One query."""
    regions = _regions_with_evidence(locale, language)
    return {
        "regions": regions,
        "countries": [country for _page, found in regions for country in found.countries],
    }


def _regions_with_evidence(locale: Locale, language: str) -> list[tuple[RegionPage, Figures]]:
    pages = list(
        RegionPage.objects.in_best_language(locale).public().order_by("region__position").defer_streamfields()
    )
    terms = catalogue(language).of(Region)
    for page in pages:
        page.term = terms.by_pk(page.region_id)
    return [(page, evidence_in_region(page.term, language)) for page in pages]


def region_paths(language: str) -> dict[str, str]:
    """The addresses of the regions' pages in a language, by the regions' codes. One query."""
    home = language_homes().get(language)
    if home is None:
        return {}
    pages = RegionPage.objects.live().public().filter(locale=home.locale, alias_of=None)
    return {code: home.path_of(url_path) for code, url_path in pages.values_list("region__slug", "url_path")}
