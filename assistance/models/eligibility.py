"""Who can ask for assistance, as staff keep it: rules, the countries that are eligible, and other doors.

A rule or a door is a snippet in each language. Its conditions are facts, the same in every language the
moment they are published; what readers are told is words, translated like any others. Condition and words
are one row, so that they are published together and never contradict each other.
"""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField

from core.models import PublishableSnippet
from vocabularies.catalogue import catalogue
from vocabularies.models import Area, Country, Region

from .asking import OTHER_TOPIC, Answer, Kind, Partners, Place
from .codes import Choices, CodesField


def kinds() -> Choices:
    return Kind.choices


def partners() -> Choices:
    return Partners.choices


def places() -> Choices:
    return Place.choices


def topics() -> Choices:
    areas = [(area.slug, area.name) for area in catalogue().of(Area)]
    return [*areas, (OTHER_TOPIC, _("Another subject"))]


def regions() -> Choices:
    return [(region.slug, region.name) for region in catalogue().of(Region)]


def facts(*names: str) -> list[SynchronizedField]:
    return [SynchronizedField(name, overridable=False) for name in names]


ANY = _("None ticked: any.")


class ConditionalText(PublishableSnippet):
    """Words that hold under conditions. Those written in the site's own language are in force."""

    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Smaller numbers come first.")
    )
    kinds = CodesField(_("kinds of institution"), codes=kinds, help_text=ANY)
    topics = CodesField(_("subjects"), codes=topics, help_text=ANY)

    class Meta(PublishableSnippet.Meta):
        abstract = True

    @property
    def conditions(self) -> str:
        """In words, for the admin's list: ``Company, Private person; A country that is eligible``."""
        parts = []
        for field in self._meta.concrete_fields:
            if isinstance(field, CodesField) and (codes := getattr(self, field.name)):
                names = dict(field.codes() if field.codes else [])
                parts.append(", ".join(str(names.get(code, code)) for code in codes))
        return "; ".join(parts) or gettext("any")

    conditions.fget.short_description = _("conditions")  # type: ignore[attr-defined]

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """With what is in force its translations go: nothing would be read of them any more."""
        twins = list(self.get_translations()) if self.locale_id == Locale.get_default().pk else []
        deleted = super().delete(*args, **kwargs)
        for twin in twins:
            twin.delete()
        return deleted


class EligibilityRule(ConditionalText):
    """A rule about who can ask. Of all rules the first whose conditions fit is quoted."""

    places = CodesField(_("where they ask from"), codes=places, help_text=ANY)
    partners = CodesField(_("alone or with others"), codes=partners, help_text=ANY)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices)
    text = models.TextField(_("rule"), help_text=_("Quoted to the reader as the reason for the answer."))
    advice = models.TextField(
        _("advice"), blank=True, help_text=_("What the reader can do now. Empty where nothing is to be said.")
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = facts(
        "position", "kinds", "topics", "places", "partners", "answer"
    )
    panels = [
        FieldPanel("position"),
        MultiFieldPanel(
            [FieldPanel("kinds"), FieldPanel("partners"), FieldPanel("places"), FieldPanel("topics")],
            heading=_("If all of this is so"),
        ),
        MultiFieldPanel(
            [FieldPanel("answer"), FieldPanel("text"), FieldPanel("advice")], heading=_("then the answer is")
        ),
    ]

    class Meta(ConditionalText.Meta):
        verbose_name = _("rule about who can ask")
        verbose_name_plural = _("rules about who can ask")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:100]


class OtherDoor(ConditionalText):
    """Another programme that a request may fit, where this one cannot help or takes no requests."""

    code = models.SlugField(
        _("code"),
        max_length=50,
        validators=[RegexValidator(r"^[a-z][a-z0-9-]*$", _("Small letters, digits and hyphens only."))],
    )
    url = models.URLField(_("address"), blank=True, help_text=_("Of its own pages. Empty: none is shown."))
    regions = CodesField(_("regions of the programme"), codes=regions, help_text=ANY)
    name = models.CharField(_("name"), max_length=100)
    text = models.TextField(_("for whom, for what"))

    override_translatable_fields: ClassVar[list[SynchronizedField]] = facts(
        "position", "kinds", "topics", "code", "url", "regions"
    )
    panels = [
        FieldPanel("name"),
        FieldPanel("text"),
        FieldPanel("url"),
        MultiFieldPanel(
            [FieldPanel("topics"), FieldPanel("regions"), FieldPanel("kinds")],
            heading=_("Shown if all of this is so"),
        ),
        FieldPanel("code"),
        FieldPanel("position"),
    ]

    class Meta(ConditionalText.Meta):
        verbose_name = _("other door")
        verbose_name_plural = _("other doors")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["code", "locale"], name="one_other_door_a_code")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        # The constraint holds the locale, which no form shows: say in words what it would refuse.
        super().clean()
        others = type(self)._base_manager.exclude(translation_key=self.translation_key)
        if others.filter(code=self.code).exists():
            raise ValidationError({"code": _("Another door has this code.")})


class EligibleCountry(models.Model):
    """What is known of a country's eligibility. A country without a row is one of which nothing is known."""

    class Eligibility(models.TextChoices):
        YES = "yes", _("Eligible")
        NO = "no", _("Not eligible")
        UNKNOWN = "unknown", _("Not known")

    is_content = True
    """Readers get answers by it (core/signals.py)."""

    country = models.OneToOneField(
        Country, verbose_name=_("country"), on_delete=models.PROTECT, related_name="eligibility"
    )
    eligibility = models.CharField(_("eligibility"), max_length=10, choices=Eligibility.choices)
    since = models.DateField(_("since"), null=True, blank=True)
    note = models.TextField(
        _("note"), blank=True, help_text=_("Who says so, and where. Not shown to readers.")
    )

    panels = [
        # Wagtail's own chooser of countries is for who keeps the tags or writes pages.
        FieldPanel("country", widget=forms.Select),
        FieldPanel("eligibility"),
        FieldPanel("since"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("country’s eligibility")
        verbose_name_plural = _("countries’ eligibility")
        ordering = ["country__name"]

    def __str__(self) -> str:
        return f"{self.country}: {self.get_eligibility_display()}"
