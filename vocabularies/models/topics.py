"""What kind of work: the programme's themes and the areas inside them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .base import IntroducedLabel, TagLabel, VocabularyTag, one_label_a_language


class Theme(VocabularyTag):
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [*VocabularyTag.panels, FieldPanel("position")]

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["position"]


class ThemeLabel(IntroducedLabel):
    tag = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.CASCADE, related_name="labels")

    class Meta(IntroducedLabel.Meta):
        verbose_name = _("theme label")
        verbose_name_plural = _("theme labels")
        constraints = [one_label_a_language("one_theme_label_a_language")]


class Area(VocabularyTag):
    """An area of work inside a theme."""

    theme = models.ForeignKey(Theme, verbose_name=_("theme"), on_delete=models.PROTECT, related_name="areas")

    panels = [*VocabularyTag.panels, FieldPanel("theme")]

    class Meta:
        verbose_name = _("area of work")
        verbose_name_plural = _("areas of work")
        ordering = ["theme__position", "name"]


class AreaLabel(TagLabel):
    tag = models.ForeignKey(
        Area, verbose_name=_("area of work"), on_delete=models.CASCADE, related_name="labels"
    )

    class Meta(TagLabel.Meta):
        verbose_name = _("area label")
        verbose_name_plural = _("area labels")
        constraints = [one_label_a_language("one_area_label_a_language")]
