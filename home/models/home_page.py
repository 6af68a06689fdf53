"""The first page of each language."""

from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyBlock
from core.blocks.text import INTRODUCTION_FEATURES
from core.models import BasePage
from core.structured_data import ORGANIZATION
from news.models import NewsPage
from projects.evidence import evidence_of_ways
from projects.models import where_projects_are

NEWS_SHOWN = 3


class HomePage(BasePage):
    """What the programme is, in one sentence, and the ways on from there."""

    template = "home/home_page.html"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    headline = models.CharField(
        _("headline"),
        max_length=120,
        blank=True,
        help_text=_("The largest text on the page, ten words at most; if empty, the title."),
    )
    lead = models.TextField(_("lead"), help_text=_("What the programme is, in one sentence."))
    introduction = RichTextField(_("introduction"), features=INTRODUCTION_FEATURES, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("more"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("headline"),
        FieldPanel("lead"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("headline"),
        index.SearchField("lead"),
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def structured_data(self) -> dict[str, Any]:
        return ORGANIZATION | {"description": self.lead}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "proof": lambda: {"ways": evidence_of_ways(self.language)},
            "places": partial(where_projects_are, self.locale, self.language),
            "latest": self._latest_news,
        }

    def _latest_news(self) -> dict[str, Any]:
        news = NewsPage.objects.in_best_language(self.locale).public().latest_first()
        return {"news": news[:NEWS_SHOWN].listed(self.language)}
