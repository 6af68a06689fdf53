"""The open data: what the files hold, how they may be used, what has changed."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index

from core.blocks import BodyBlock
from core.blocks.text import INTRODUCTION_FEATURES
from core.models import BasePage
from core.site_structure import live_languages
from core.structured_data import ORGANIZATION
from core.templatetags.locale_format import language_name
from explore.open_data.codes import code_lists, parameters
from explore.open_data.fields import FIELDS
from explore.open_data.formats import FORMATS
from explore.open_data.publication import LICENCE, LICENCE_ADDRESS, last_change, latest_changes
from projects.finder import Finding, ProjectFilter, portfolio
from projects.models import finder_path

HEADINGS: dict[str, Promise] = {
    "files": _("The files"),
    "cite": _("How to cite the data"),
    "changes": _("What has changed"),
    "fields": _("What the fields mean"),
    "codes": _("What the codes mean"),
    "programs": _("For programs"),
    "iati": _("About the IATI file"),
}
"""Of the page's computed parts, by the last part of their addresses."""


class OpenDataPage(BasePage):
    """What an editor has to say on the data; the rest of the page is worked out from them."""

    template = "explore/open_data_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    introduction = RichTextField(
        _("introduction"),
        features=INTRODUCTION_FEATURES,
        blank=True,
        help_text=_("Stands before the files: what they are good for."),
    )
    body = StreamField(
        BodyBlock(),
        verbose_name=_("more"),
        blank=True,
        help_text=_("Stands at the end, after all that follows from the data themselves."),
    )

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
        verbose_name = _("open data page")
        verbose_name_plural = _("open data pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        found = portfolio()
        changed = last_change()
        return context | {
            "formats": FORMATS,
            "data_fields": FIELDS,
            "code_lists": list(code_lists(self.language)),
            "parameters": parameters(),
            "licence": LICENCE,
            "licence_address": LICENCE_ADDRESS,
            "last_change": timezone.localdate(changed) if changed else None,
            "changes": latest_changes(self.locale),
            "projects": len(found),
            "without_start": found.starts.count(None),
            "files_a_minute": settings.FILES_A_MINUTE,
            "is_registered": bool(settings.IATI_ORGANISATION),
            "finder": finder_path(self.language),
            "headings": HEADINGS,
            "sections": [{"id": id, "heading": heading} for id, heading in HEADINGS.items()],
            "languages": [language_name(language) for language in live_languages()],
        }

    def structured_data(self) -> dict[str, Any]:
        """A ``Dataset`` of schema.org."""
        everything = Finding(ProjectFilter(), self.language, portfolio())
        figures = everything.figures
        changed = last_change()
        data: dict[str, Any] = {
            "@type": "Dataset",
            "name": self.title,
            "description": self.description,
            "url": self.full_address,
            "inLanguage": self.language,
            "license": LICENCE_ADDRESS,
            "isAccessibleForFree": True,
            "creator": ORGANIZATION,
            "publisher": ORGANIZATION,
            "spatialCoverage": [{"@type": "Place", "name": term.name} for term in figures.countries],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": str(form.label),
                    "encodingFormat": form.media_type,
                    "contentUrl": settings.SITE_URL + form.address,
                }
                for form in FORMATS
            ],
        }
        if changed:
            data["dateModified"] = changed.isoformat(timespec="seconds")
        if figures.first_year:
            data["temporalCoverage"] = f"{figures.first_year}/{figures.last_year}"
        return data
