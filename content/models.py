"""What the loader remembers of the launch content, and what editors have still to confirm of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel


class LoadedItem(models.Model):
    """A file of ``content/pages/``, a tag, or a point to confirm, as it was last loaded.

    ``state`` is that of a file's pages right after loading: where it differs from theirs now, an editor
    has been at work and the file is left alone from then on.
    """

    key = models.CharField(max_length=255, unique=True)
    file_digest = models.CharField(max_length=64, blank=True)
    translation_key = models.UUIDField(null=True)
    """Of the file's pages, by which they are found wherever an editor has put them."""
    state = models.JSONField(default=dict)
    """A digest per language and field. Only what stands here is compared: fields come and go with time."""
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.key


class PointToConfirm(models.Model):
    """Something the site says that no source proves: a judgement, a translation of a name, a gap.

    Never shown to readers. Editors confirm it, or change the page and then say what they found.
    """

    path = models.CharField(
        _("address"),
        max_length=255,
        blank=True,
        help_text=_("Address below the language, like projects/mali-i. Empty: the whole site."),
    )
    text = models.TextField(_("point"))
    is_confirmed = models.BooleanField(_("confirmed"), default=False)
    finding = models.TextField(
        _("finding"), blank=True, help_text=_("Where it was confirmed, or what has been changed.")
    )

    panels = [FieldPanel("path"), FieldPanel("text"), FieldPanel("is_confirmed"), FieldPanel("finding")]

    class Meta:
        verbose_name = _("point to be confirmed")
        verbose_name_plural = _("to be confirmed")
        ordering = ["is_confirmed", "path", "pk"]

    def __str__(self) -> str:
        return self.text[:100]
