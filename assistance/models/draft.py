"""A form that was begun: sealed with the key of its private link, which only the partner has."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime

KEPT = timedelta(days=14)


def end_of_keeping() -> "datetime":
    return timezone.now() + KEPT


class RequestDraftQuerySet(models.QuerySet["RequestDraft"]):
    def current(self) -> "RequestDraftQuerySet":
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> "RequestDraftQuerySet":
        return self.filter(expires_at__lte=timezone.now())


class RequestDraft(models.Model):
    """What was typed and attached so far. Nothing in it can be read without the link's token."""

    key_hash = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()
    stored_files = models.JSONField(
        default=list, help_text="Names in the private storage, to delete them by."
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(default=end_of_keeping, db_index=True)

    objects = RequestDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of a request")
        verbose_name_plural = _("drafts of requests")
        default_permissions = ()

    def __str__(self) -> str:
        return self.key_hash[:8]
