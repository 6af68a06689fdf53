"""What stands on every page: the programme, its funding, how to reach it. One row a language."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField

from core.caching import kept_while_current

from .publishable import PublishableSnippet


class SocialLinkBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name"), max_length=50, help_text=_("Of the network: LinkedIn, YouTube."))
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        label = _("Social network")
        icon = "link-external"


class SiteText(PublishableSnippet):
    """Contact, social networks, funding and footer. Translated; an empty field prints nothing."""

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
    postal_address = models.TextField(_("postal address"), blank=True, help_text=_("A line for each line."))
    contact_note = models.CharField(
        _("note"),
        max_length=255,
        blank=True,
        help_text=_("For example in which languages, or when, the programme can be reached."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    telephone = models.CharField(
        _("telephone"), max_length=50, blank=True, help_text=_("With the country’s code: +43 1 234567.")
    )
    social_links = StreamField([("link", SocialLinkBlock())], verbose_name=_("social networks"), blank=True)

    # The same in every language; words are the rest.
    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField(name, overridable=False) for name in ("email", "telephone", "social_links")
    ]

    panels = [
        FieldPanel("about"),
        MultiFieldPanel([FieldPanel("funding_statement"), FieldPanel("disclaimer")], heading=_("Funding")),
        MultiFieldPanel(
            [
                FieldPanel("postal_address"),
                FieldPanel("email"),
                FieldPanel("telephone"),
                FieldPanel("contact_note"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("social_links"),
    ]

    class Meta(PublishableSnippet.Meta):
        verbose_name = _("site text")
        verbose_name_plural = _("site texts")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} ({self.locale.language_code})"

    def clean(self) -> None:
        super().clean()
        locale_id = self.locale_id or Locale.get_default().pk
        if type(self)._base_manager.filter(locale_id=locale_id).exclude(pk=self.pk).exists():
            raise ValidationError(_("There is one already in this language: edit that one."))

    @property
    def has_contact(self) -> bool:
        return bool(self.postal_address or self.email or self.telephone or self.contact_note)


@kept_while_current
def site_text(language: str) -> SiteText | None:
    """The site's texts in a language, as published."""
    return SiteText.objects.filter(live=True, locale__language_code=language).first()
