"""How a partner asks for assistance."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.blocks.text import RICH_TEXT_FEATURES
from core.models import BasePage
from core.models.base_page import neutral


class IntakeState(models.TextChoices):
    """Whether the programme takes requests. Every call to action on the site obeys it."""

    OPEN = "open", _("Open: requests are welcome")
    PAUSED = "paused", _("Paused: no new requests for the time being")
    CLOSED = "closed", _("Closed: no more requests")
    BETWEEN_PHASES = "between_phases", _("Between two phases of the programme")


class RequestPage(BasePage):
    """Who may ask, how, by what criteria, what happens next, and whether the programme takes requests now."""

    template = "assistance/request_page.html"
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    intake_state = models.CharField(
        _("intake of requests"),
        max_length=20,
        choices=IntakeState.choices,
        default=IntakeState.CLOSED,
        help_text=_("A fact, the same in every language: every invitation to ask on the site follows it."),
    )
    intake_message = models.TextField(
        _("message on the intake"),
        help_text=_("What a partner should know about it now. Shown wherever the site invites to ask."),
    )
    intake_opens = models.DateField(
        _("open from"),
        null=True,
        blank=True,
        help_text=_("Where intake is open: the first day that requests are taken. Empty: at once."),
    )
    intake_closes = models.DateField(
        _("open until"),
        null=True,
        blank=True,
        help_text=_("Where intake is open: the last day. Empty: until somebody closes it."),
    )
    consent = RichTextField(
        _("what partners agree to"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_(
            "Stands above the box that whoever sends a request must tick: who gets their data, and why."
        ),
    )
    consent_version = models.CharField(
        _("version of that text"),
        max_length=20,
        default="1",
        help_text=_("Kept with each request. Change it whenever the text means something else than before."),
    )
    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    who = RichTextField(_("who may ask"), features=RICH_TEXT_FEATURES, blank=True)
    how = RichTextField(_("how to ask"), features=RICH_TEXT_FEATURES, blank=True)
    criteria = RichTextField(_("how a request is weighed"), features=RICH_TEXT_FEATURES, blank=True)
    next_steps = RichTextField(_("what happens next"), features=RICH_TEXT_FEATURES, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("more"), blank=True)

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.neutral_fields,
        *neutral("intake_state", "intake_opens", "intake_closes", "consent_version"),
    ]

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("intake_state"),
                FieldRowPanel([FieldPanel("intake_opens"), FieldPanel("intake_closes")]),
                FieldPanel("intake_message"),
            ],
            heading=_("Intake"),
        ),
        FieldPanel("lead"),
        FieldPanel("who"),
        FieldPanel("how"),
        FieldPanel("criteria"),
        FieldPanel("next_steps"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("consent"), FieldPanel("consent_version")], heading=_("Consent")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("lead"),
        index.SearchField("who"),
        index.SearchField("how"),
        index.SearchField("criteria"),
        index.SearchField("next_steps"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("request page")
        verbose_name_plural = _("request pages")

    def clean(self) -> None:
        super().clean()
        if self.intake_opens and self.intake_closes and self.intake_closes < self.intake_opens:
            raise ValidationError({"intake_closes": _("This day is before the first one.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        from assistance.intake import intake_of

        context["own_intake"] = intake_of(self)
        context["sections"] = [
            {"id": name, "heading": self._meta.get_field(name).verbose_name, "text": text}
            for name in ("who", "how", "criteria", "next_steps")
            if (text := getattr(self, name))
        ]
        return context
