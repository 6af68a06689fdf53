"""News: what happened, with its date and what it is about."""

from datetime import date
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.models import BasePage
from core.models.base_page import neutral
from core.page_lists import ListedPage
from core.pagination import sheets
from core.structured_data import ORGANIZATION
from images.sharing import SharedPicture, shared_picture
from projects.models import ProjectPage
from projects.models.project_tags import tagged_once
from vocabularies.models import Country, Objective
from vocabularies.tagging import TermsField, attach_terms

from .filters import PARAMETERS, NewsFilter
from .querysets import NewsManager

NEWS_ON_A_SHEET = 12


class NewsIndexPage(BasePage):
    """All news, the latest first, some at a time, narrowed down as the address says."""

    template = "news/news_index_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["news.NewsPage"]
    parameters = PARAMETERS

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        chosen = NewsFilter.from_parameters(request.GET, self.language)
        everything = NewsPage.objects.in_best_language(self.locale).public()
        found = chosen.apply(everything).latest_first()
        sheet = Paginator(found, NEWS_ON_A_SHEET).get_page(chosen.page)
        first = max(sheet.start_index() - 1, 0)
        news = found[first : sheet.end_index()].listed(self.language)
        context.update(
            news=news,
            sheets=sheets(sheet, chosen.query),
            facets=chosen.facets(everything, self.language),
            active_filters=chosen.active(),
            ways_out=[] if news else chosen.ways_out(everything),
            # To search engines a filtered list is the whole one, of which it is a part: there are as many as
            # combinations of filters. A sheet is a page of its own: no other holds its items.
            frame=context["frame"].in_state(
                chosen.query(sheet.number),
                "" if chosen.codes else chosen.query(sheet.number),
            ),
        )
        return context


class NewsCountry(ItemBase):
    tag = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="news_items")
    content_object = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="country_items")

    class Meta:
        constraints = [tagged_once("news_country_once")]


class NewsObjective(ItemBase):
    tag = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="news_items")
    content_object = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="objective_items")

    class Meta:
        constraints = [tagged_once("news_objective_once")]


class NewsProject(Orderable):
    """A project that the news is about. A fact: the same page in every language."""

    page = ParentalKey("news.NewsPage", on_delete=models.CASCADE, related_name="project_links")
    project = models.ForeignKey(
        ProjectPage, verbose_name=_("project"), on_delete=models.CASCADE, related_name="news_links"
    )

    panels = [PageChooserPanel("project", "projects.ProjectPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("related project")
        verbose_name_plural = _("related projects")


class NewsPage(BasePage):
    """One piece of news."""

    template = "news/news_page.html"
    parent_page_types: ClassVar[list[str]] = ["news.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []

    date = models.DateField(_("date"), default=date.today, help_text=_("The day on which it happened."))
    lead = models.TextField(
        _("lead"),
        help_text=_(
            "What happened, in one or two sentences. News keeps the figures of its day: write them out here "
            "and in the text."
        ),
    )
    image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for those who do not see it. Empty if it only decorates."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)
    countries = TermsField(
        through=NewsCountry,
        blank=True,
        related_name="news_pages",
        verbose_name=_("countries"),
        help_text=_("The countries that the news is about."),
    )
    objectives = TermsField(
        through=NewsObjective,
        blank=True,
        related_name="news_pages",
        verbose_name=_("objectives of the Global Compact"),
        help_text=_("The objectives that the news is about."),
    )

    objects = NewsManager()

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.neutral_fields,
        *neutral("date"),
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image")),
        InlinePanel("project_links", heading=_("Related projects"), label=_("Project")),
        FieldPanel("objectives"),
        MultiFieldPanel([FieldPanel("countries")], heading=_("Where"), classname="collapsed"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("body"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    @cached_property
    def share_image(self) -> SharedPicture | None:
        return shared_picture(self.image, self.image_alt)

    def structured_data(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "@type": "NewsArticle",
            "headline": self.title,
            "description": self.lead,
            "datePublished": self.date.isoformat(),
            "inLanguage": self.language,
            "url": self.full_address,
            "publisher": ORGANIZATION,
        }
        if self.share_image:
            data["image"] = self.share_image.url
        return data

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        attach_terms([self], self.language)
        context["projects"] = self._projects()
        breadcrumb = context["frame"].breadcrumb
        context["list_path"] = breadcrumb[-1].path if breadcrumb else ""
        return context

    def _projects(self) -> list[ListedPage]:
        """The projects it is about, in the reader's language where they can be had in it. One query."""
        from projects.finder import listed_at, portfolio

        among = portfolio()
        keys = [link.project.translation_key for link in self.project_links.select_related("project")]
        positions = [among.position_of_key[key] for key in keys if key in among.position_of_key]
        return listed_at(positions, self.language, among, ProjectPage.objects.for_cards())
