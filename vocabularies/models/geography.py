"""Where: countries and the programme's regions."""

from collections.abc import Collection

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .base import IntroducedLabel, TagLabel, VocabularyTag, one_label_a_language


class Region(VocabularyTag):
    """One of the programme's five regions."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [*VocabularyTag.panels, FieldPanel("position")]

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["position"]


class RegionLabel(TagLabel):
    tag = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.CASCADE, related_name="labels")

    class Meta(TagLabel.Meta):
        verbose_name = _("region label")
        verbose_name_plural = _("region labels")
        constraints = [one_label_a_language("one_region_label_a_language")]


class Country(VocabularyTag):
    """A country; its code is ISO 3166-1 alpha-2 in small letters. CLDR names it, see ``CountryLabel``."""

    region = models.ForeignKey(
        Region,
        verbose_name=_("region"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="countries",
        help_text=_(
            "The programme’s region that the country belongs to; empty for countries that only give experts."
        ),
    )

    panels = [*VocabularyTag.panels, FieldPanel("region")]

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name"]

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude)
        RegexValidator(r"^[a-z]{2}$", _("A country’s code is two small letters (ISO 3166-1)."))(self.slug)


class CountryLabel(IntroducedLabel):
    """What there is to say of a country in words: its introduction, the footnote that some names carry.

    And its name, where CLDR's is not the one to use.
    """

    tag = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.CASCADE, related_name="labels"
    )
    name = models.CharField(
        _("name"),
        max_length=255,
        blank=True,
        help_text=_("Only where another name is to be used than the usual one in the language."),
    )
    footnote = models.TextField(
        _("footnote"),
        blank=True,
        help_text=_("Printed at the foot of every page that names the country."),
    )

    panels = [*IntroducedLabel.panels, FieldPanel("footnote")]

    class Meta(IntroducedLabel.Meta):
        verbose_name = _("country name")
        verbose_name_plural = _("country names")
        constraints = [one_label_a_language("one_country_label_a_language")]

    def __str__(self) -> str:
        return f"{self.name or self.tag} ({self.locale.language_code})"
