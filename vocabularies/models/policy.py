"""What it is about in policy terms: the Compact's objectives, the five ways, the SDGs."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from .base import IntroducedLabel, TagLabel, VocabularyTag, one_label_a_language

_hex_colour = RegexValidator(r"^#[0-9A-Fa-f]{6}$", _("A colour is written like #DDA63A."))


class Objective(VocabularyTag):
    """One of the 23 objectives of the Global Compact for Migration."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    unverified_titles = models.CharField(
        _("titles to be confirmed"),
        max_length=50,
        blank=True,
        help_text=_(
            "Codes of the languages whose title has not been checked against the official text, "
            "separated by commas: en, es."
        ),
    )

    panels = [*VocabularyTag.panels, FieldPanel("number"), FieldPanel("unverified_titles")]

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["number"]


class ObjectiveLabel(IntroducedLabel):
    """An objective's title, in full and in short, and the introduction to its page."""

    tag = models.ForeignKey(
        Objective, verbose_name=_("objective"), on_delete=models.CASCADE, related_name="labels"
    )
    short_name = models.CharField(_("short title"), max_length=100, blank=True)

    panels = [*TagLabel.panels, FieldPanel("short_name"), FieldPanel("introduction")]

    class Meta(IntroducedLabel.Meta):
        verbose_name = _("objective title")
        verbose_name_plural = _("objective titles")
        constraints = [one_label_a_language("one_objective_label_a_language")]


class Mechanism(VocabularyTag):
    """One of the five ways in which MIEUX+ supports Objective 23: the programme's own reading."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    path = models.SlugField(
        _("address"),
        help_text=_("Last part of the address of the way’s page, below the page of Objective 23."),
    )

    panels = [*VocabularyTag.panels, FieldPanel("number"), FieldPanel("path")]

    class Meta:
        verbose_name = _("way")
        verbose_name_plural = _("ways")
        ordering = ["number"]


class MechanismLabel(TagLabel):
    tag = models.ForeignKey(Mechanism, verbose_name=_("way"), on_delete=models.CASCADE, related_name="labels")
    answers = models.CharField(
        _("answers"),
        max_length=255,
        help_text=_("The passage of the Compact that the way answers."),
    )

    panels = [*TagLabel.panels, FieldPanel("answers")]

    class Meta(TagLabel.Meta):
        verbose_name = _("way label")
        verbose_name_plural = _("way labels")
        constraints = [one_label_a_language("one_mechanism_label_a_language")]


class Sdg(VocabularyTag):
    """A Sustainable Development Goal, with its colour and the text colour that is legible on it."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    colour = models.CharField(_("colour"), max_length=7, validators=[_hex_colour])
    text_colour = models.CharField(
        _("text colour"),
        max_length=7,
        validators=[_hex_colour],
        help_text=_("Black or white: whichever has a contrast of at least 4.5 to 1 on the colour."),
    )

    panels = [
        *VocabularyTag.panels,
        FieldPanel("number"),
        FieldPanel("colour"),
        FieldPanel("text_colour"),
    ]

    class Meta:
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")
        ordering = ["number"]


class SdgLabel(TagLabel):
    tag = models.ForeignKey(Sdg, verbose_name=_("goal"), on_delete=models.CASCADE, related_name="labels")

    class Meta(TagLabel.Meta):
        verbose_name = _("goal label")
        verbose_name_plural = _("goal labels")
        constraints = [one_label_a_language("one_sdg_label_a_language")]
