"""E-mail on its way. A row is there before anything is sent, and stays until it is sent or given up."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.mail_words import MailKind

from .request import AssistanceRequest


class MailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Given up")


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> "OutgoingMailQuerySet":
        return self.filter(state=MailState.WAITING)

    def failed(self) -> "OutgoingMailQuerySet":
        """The dead letters."""
        return self.filter(state=MailState.FAILED)


class OutgoingMail(models.Model):
    """One e-mail to one person. Once it is sent, its words and the address are gone from here."""

    wagtail_reference_index_ignore = True

    request = models.ForeignKey(
        AssistanceRequest, verbose_name=_("request"), on_delete=models.CASCADE, related_name="mails"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MailKind.choices)
    language = models.CharField(_("language"), max_length=12)
    recipient = models.CharField(_("to"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    body = models.TextField(_("text"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    next_attempt_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_error = models.CharField(
        _("last error"),
        max_length=200,
        blank=True,
        help_text="The kind of error, without addresses or words.",
    )

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-mail to a partner")
        verbose_name_plural = _("e-mails to partners")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.request})"
