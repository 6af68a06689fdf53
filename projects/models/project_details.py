"""What a project lists: who asked, who came, what was done, what it left behind.

Each row of words is ``TranslatableMixin``: its facts are the same in every language at once, its words
are translated (``core/translation/facts.py``). Words may be empty in a language until they are.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from core.fields import MonthField
from core.models.base_page import neutral
from vocabularies.models import Country

from .choices import ActivityMode, ActivityType, ExpertKind, InstitutionKind


class RequestingInstitution(TranslatableMixin, Orderable):
    """An institution that signed the request."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="institutions")
    name = models.CharField(
        _("name"), max_length=255, help_text=_("As the institution calls itself in the page’s language.")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=InstitutionKind.choices)

    override_translatable_fields: ClassVar[list[SynchronizedField]] = neutral("kind")
    panels = [FieldPanel("name"), FieldPanel("kind")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("requesting institution")
        verbose_name_plural = _("requesting institutions")

    def __str__(self) -> str:
        return self.name


class Expert(Orderable):
    """A country (or none, for an organisation) that gave experts to the project. A fact without words."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="experts")
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The country whose administration the experts came from."),
    )
    kind = models.CharField(_("kind"), max_length=30, choices=ExpertKind.choices)

    panels = [FieldPanel("country"), FieldPanel("kind")]

    class Meta(Orderable.Meta):
        verbose_name = _("experts")
        verbose_name_plural = _("experts")

    def __str__(self) -> str:
        return f"{self.country or ''} ({self.get_kind_display()})".strip()


class Activity(TranslatableMixin, Orderable):
    """One of the project’s activities; its number is its place in the list."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="activities")
    title = models.CharField(_("title"), max_length=255, blank=True)
    type = models.CharField(_("type"), max_length=20, choices=ActivityType.choices)
    country = models.ForeignKey(
        Country,
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Where it took place, if in one country."),
    )
    month = MonthField(_("month"), null=True, blank=True)
    mode = models.CharField(_("mode"), max_length=20, choices=ActivityMode.choices, blank=True)

    override_translatable_fields: ClassVar[list[SynchronizedField]] = neutral(
        "type", "country", "month", "mode"
    )
    panels = [
        FieldPanel("title"),
        FieldPanel("type"),
        FieldPanel("country"),
        FieldPanel("month"),
        FieldPanel("mode"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.title or self.get_type_display()


class ProjectDocument(TranslatableMixin, Orderable):
    """A file offered on the project's page."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        "documents.CustomDocument",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    title = models.CharField(
        _("title"), max_length=255, blank=True, help_text=_("Empty: the document’s own title.")
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [SynchronizedField("document")]
    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    def __str__(self) -> str:
        return self.title or str(self.document)


class Source(TranslatableMixin, Orderable):
    """Where what the page says was read."""

    page = ParentalKey("projects.ProjectPage", on_delete=models.CASCADE, related_name="sources")
    title = models.CharField(_("title"), max_length=255)
    url = models.URLField(_("address"), blank=True)

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [SynchronizedField("url")]
    panels = [FieldPanel("title"), FieldPanel("url")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.title
