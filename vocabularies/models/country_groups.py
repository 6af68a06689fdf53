"""Groups of countries (least developed, landlocked …), as dated facts with a source."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel

from .base import TagLabel, VocabularyTag, one_label_a_language
from .geography import Country


class CountryGroup(ClusterableModel, VocabularyTag):
    """A group and its members. Membership changes with time: dated rows that staff edit, never code."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)
    source = models.TextField(_("source"), help_text=_("Who keeps the list, and where it was read."))
    as_of = models.DateField(
        _("as of"), null=True, blank=True, help_text=_("The date for which the list of members was checked.")
    )
    history_is_known = models.BooleanField(
        _("history is known"),
        default=False,
        help_text=_(
            "Whether former members are recorded with their dates, so that it can be told who was a "
            "member at the time of a project."
        ),
    )

    panels = [
        *VocabularyTag.panels,
        FieldPanel("position"),
        FieldPanel("source"),
        FieldPanel("as_of"),
        FieldPanel("history_is_known"),
        InlinePanel("memberships", label=_("Members")),
    ]

    class Meta:
        verbose_name = _("country group")
        verbose_name_plural = _("country groups")
        ordering = ["position"]


class CountryGroupLabel(TagLabel):
    tag = models.ForeignKey(
        CountryGroup, verbose_name=_("country group"), on_delete=models.CASCADE, related_name="labels"
    )
    short_name = models.CharField(_("short name"), max_length=20, blank=True)

    panels = [*TagLabel.panels, FieldPanel("short_name")]

    class Meta(TagLabel.Meta):
        verbose_name = _("country group label")
        verbose_name_plural = _("country group labels")
        constraints = [one_label_a_language("one_group_label_a_language")]


class MembershipQuerySet(models.QuerySet):
    def on(self, day: date) -> "MembershipQuerySet":
        """Memberships in force on a day. An open start means "since before our records"."""
        return self.filter(
            models.Q(since__isnull=True) | models.Q(since__lte=day),
            models.Q(until__isnull=True) | models.Q(until__gt=day),
        )


class Membership(models.Model):
    """A country's membership of a group, from a day to the day it left."""

    group = ParentalKey(CountryGroup, on_delete=models.CASCADE, related_name="memberships")
    country = models.ForeignKey(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="memberships"
    )
    since = models.DateField(
        _("since"), null=True, blank=True, help_text=_("Empty: a member since before our records.")
    )
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The day it left. Empty: a member today.")
    )
    note = models.CharField(
        _("note"),
        max_length=255,
        blank=True,
        help_text=_("For example a change that is expected. Not shown to readers."),
    )

    objects = MembershipQuerySet.as_manager()

    panels = [FieldPanel("country"), FieldPanel("since"), FieldPanel("until"), FieldPanel("note")]

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["country__name"]
        constraints = [
            models.UniqueConstraint(fields=["group", "country", "since"], name="one_membership_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.country} – {self.group}"

    def clean(self) -> None:
        super().clean()
        if self.since and self.until and self.until <= self.since:
            raise ValidationError({"until": _("The end must lie after the start.")})
