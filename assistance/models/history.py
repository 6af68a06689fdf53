"""What happened to a request: its stages, what was written about it, who looked at it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assistance.stages import Stage

from .request import AssistanceRequest


class Actor(models.TextChoices):
    STAFF = "staff", _("Staff")
    PARTNER = "partner", _("Partner")
    SYSTEM = "system", _("The system")


class StageEntry(models.Model):
    """A request enters a stage. The partner sees all of it but who did it."""

    wagtail_reference_index_ignore = True

    request = models.ForeignKey(AssistanceRequest, on_delete=models.CASCADE, related_name="stage_entries")
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices)
    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.CharField(_("by"), max_length=10, choices=Actor.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_stage_display()


class Writing(models.Model):
    """What somebody of staff wrote about a request, the latest first."""

    wagtail_reference_index_ignore = True

    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    text = models.TextField(_("text"))

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.text[:50]


class Message(Writing):
    """What staff wrote to the partner, in the partner's language; sent by e-mail, and on the private page."""

    request = models.ForeignKey(AssistanceRequest, on_delete=models.CASCADE, related_name="messages")

    class Meta(Writing.Meta):
        verbose_name = _("message")
        verbose_name_plural = _("messages")


class Note(Writing):
    """What staff wrote for themselves. No partner sees it but who asks for a copy of their data."""

    request = models.ForeignKey(AssistanceRequest, on_delete=models.CASCADE, related_name="notes")

    class Meta(Writing.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")


class Event(models.TextChoices):
    SUBMITTED = "submitted", _("Sent by the partner")
    VIEWED = "viewed", _("Looked at")
    FOLLOWED = "followed", _("Looked at by the partner")
    FILE_ADDED = "file_added", _("File added")
    FILE_DOWNLOADED = "file_downloaded", _("File downloaded")
    FILE_SCANNED = "file_scanned", _("File scanned")
    STAGE_CHANGED = "stage_changed", _("Stage changed")
    ASSIGNED = "assigned", _("Given to somebody")
    EDITED = "edited", _("Details changed")
    MESSAGE_SENT = "message_sent", _("Message to the partner")
    NOTE_ADDED = "note_added", _("Note added")
    CONTACT_CHANGED = "contact_changed", _("Contact changed")
    LINK_RENEWED = "link_renewed", _("Private link renewed")
    MAIL_SENT = "mail_sent", _("E-mail sent")
    MAIL_FAILED = "mail_failed", _("E-mail given up")
    PROJECT_MADE = "project_made", _("Project made")
    DATA_EXPORTED = "data_exported", _("Copy of the data taken")
    LIST_EXPORTED = "list_exported", _("List exported")
    ANONYMISED = "anonymised", _("Made anonymous")


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    """What is written stays: neither changed nor deleted, not even many at once."""

    def update(self, **kwargs: Any) -> int:
        raise PermissionError("The audit log is not changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise PermissionError("The audit log is not changed")


class AuditEntry(models.Model):
    """Who did what to which request, when. Holds nothing of a partner's person, and outlives what does."""

    wagtail_reference_index_ignore = True

    at = models.DateTimeField(_("at"), default=timezone.now, db_index=True)
    reference = models.CharField(_("reference"), max_length=20, blank=True, db_index=True)
    event = models.CharField(_("what"), max_length=20, choices=Event.choices)
    actor = models.CharField(_("by"), max_length=10, choices=Actor.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    by_name = models.CharField(_("account"), max_length=150, blank=True, help_text="Outlives the account.")
    detail = models.CharField(
        _("detail"),
        max_length=255,
        blank=True,
        help_text="Codes and numbers: a stage, a file's number, a kind of mail.",
    )

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.reference} {self.event}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise PermissionError("The audit log is not changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise PermissionError("The audit log is not changed")
