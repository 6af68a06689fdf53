"""Files that pages offer: handbooks, studies, briefs."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document


def languages_by_name() -> list[tuple[str, str]]:
    return sorted(settings.LANGUAGES, key=lambda language: language[1])


class CustomDocument(AbstractDocument):
    """A file, with the language it is written in."""

    is_content = True
    """Pages print its title and its size."""

    language = models.CharField(
        _("language"),
        max_length=12,
        blank=True,
        choices=languages_by_name,
        help_text=_("The language the document is written in."),
    )

    admin_form_fields = (*Document.admin_form_fields, "language")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
