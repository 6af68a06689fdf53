"""What partners read about the stages and in e-mail: words that staff edit, in every language."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField

from assistance.mail_words import MailKind, unknown_words
from assistance.stages import Stage
from core.models import PublishableSnippet
from core.models.base_page import neutral


class StageText(PublishableSnippet):
    """A stage as the partner reads of it, and how long it normally takes."""

    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    name = models.CharField(_("name"), max_length=100, help_text=_("As the partner reads it."))
    explanation = models.TextField(
        _("explanation"), help_text=_("What happens in this stage, and what the partner may expect.")
    )
    normal_days = models.PositiveSmallIntegerField(
        _("normal duration in days"),
        null=True,
        blank=True,
        help_text=_("Empty: nothing is said about it, and no request is overdue in this stage."),
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = neutral("stage", "normal_days")
    panels = [FieldPanel("stage"), FieldPanel("name"), FieldPanel("explanation"), FieldPanel("normal_days")]

    class Meta(PublishableSnippet.Meta):
        verbose_name = _("text of a stage")
        verbose_name_plural = _("texts of stages")
        constraints = [models.UniqueConstraint(fields=["stage", "locale"], name="one_stage_text_a_language")]

    def __str__(self) -> str:
        return f"{self.name} ({self.locale.language_code})"

    def clean(self) -> None:
        super().clean()
        locale_id = self.locale_id or Locale.get_default().pk
        same = type(self)._base_manager.filter(stage=self.stage, locale_id=locale_id)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"stage": _("This stage has a text in this language already: edit that one.")}
            )


class MailText(PublishableSnippet):
    """The words of a kind of e-mail. Words in braces are filled in: ``{reference}``."""

    kind = models.CharField(_("kind"), max_length=20, choices=MailKind.choices)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(
        _("text"),
        help_text=_(
            "Filled in where they stand in braces: {reference}, {name}, {stage}, {explanation}, {reason}, "
            "{message}, {needed}, {files}, {date}, {duration}, {link}, {days}."
        ),
    )

    override_translatable_fields: ClassVar[list[SynchronizedField]] = neutral("kind")
    panels = [FieldPanel("kind"), FieldPanel("subject"), FieldPanel("body")]

    class Meta(PublishableSnippet.Meta):
        verbose_name = _("text of an e-mail")
        verbose_name_plural = _("texts of e-mails")
        constraints = [models.UniqueConstraint(fields=["kind", "locale"], name="one_mail_text_a_language")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.locale.language_code})"

    def clean(self) -> None:
        super().clean()
        for field in ("subject", "body"):
            if unknown := unknown_words(getattr(self, field)):
                raise ValidationError(
                    {field: _("This can’t be filled in: %(words)s.") % {"words": ", ".join(unknown)}}
                )
        locale_id = self.locale_id or Locale.get_default().pk
        same = type(self)._base_manager.filter(kind=self.kind, locale_id=locale_id)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError(
                {"kind": _("This e-mail has a text in this language already: edit that one.")}
            )
