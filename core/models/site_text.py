"""The texts that stand on every page, in one place per language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.caching import kept_while_current

from .publishable import PublishableSnippet


class SiteText(PublishableSnippet):
    """Footer and statement texts. One row, translated."""

    about = models.TextField(
        _("about the programme"),
        help_text=_("One or two sentences at the foot of every page: what the programme is."),
    )
    funding_statement = models.CharField(
        _("funding statement"),
        max_length=255,
        help_text=_("Always shown beside the emblem of the European Union."),
    )
    disclaimer = models.TextField(_("disclaimer"), help_text=_("Who answers for the contents of the site."))

    panels = [FieldPanel("about"), FieldPanel("funding_statement"), FieldPanel("disclaimer")]

    class Meta(PublishableSnippet.Meta):
        verbose_name = _("site text")
        verbose_name_plural = _("site texts")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ({self.locale.language_code})"


@kept_while_current
def site_text(language: str) -> SiteText | None:
    """The site's texts in a language, as published."""
    return SiteText.objects.filter(live=True, locale__language_code=language).first()
