"""A page of running text: about, questions and answers, accessibility, privacy, legal notice."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyBlock
from core.models import BasePage

HEADINGS_FOR_CONTENTS = 4
"""From how many on a page lists its parts."""


class ContentPage(BasePage):
    """A title, a lead, and a body of blocks."""

    template = "home/content_page.html"
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.ContentPage"]
    subpage_types: ClassVar[list[str]] = ["home.ContentPage"]

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    body = StreamField(BodyBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        headings = [block for block in self.body if block.block_type == "heading"]
        has_contents = len(headings) >= HEADINGS_FOR_CONTENTS
        return super().get_context(request, *args, **kwargs) | {"has_contents": has_contents}
