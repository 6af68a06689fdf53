"""The files of a request. Their content lies sealed in the private storage (``assistance/vault.py``)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .request import AssistanceRequest


class FileRole(models.TextChoices):
    LETTER = "letter", _("Signed letter")
    ANNEX = "annex", _("Annex")


class FileState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be scanned")
    CLEAN = "clean", _("Clean")
    REFUSED = "refused", _("Refused")


class RequestFile(models.Model):
    """A file of a request, as it was taken in after inspection. Given out only when it is clean."""

    wagtail_reference_index_ignore = True

    request = models.ForeignKey(AssistanceRequest, on_delete=models.CASCADE, related_name="files")
    role = models.CharField(_("what it is"), max_length=10, choices=FileRole.choices)
    name = models.CharField(_("name"), max_length=150)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size"), help_text="Bytes, as taken in.")
    sha256 = models.CharField("SHA-256", max_length=64)
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    stored_as = models.CharField(max_length=100, unique=True, editable=False)
    wrapped_key = models.BinaryField(editable=False)
    state = models.CharField(_("state"), max_length=10, choices=FileState.choices, default=FileState.WAITING)
    scanned_by = models.CharField(
        _("scanned by"), max_length=100, blank=True, help_text=_("Empty: no scanner looked at it.")
    )
    finding = models.CharField(_("finding"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["-role", "added_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
