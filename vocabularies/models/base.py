"""What all vocabularies share: a neutral tag, and its label in a language."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Locale
from wagtail_localize.fields import SynchronizedField

from core.models import PublishableSnippet


class VocabularyTag(TagBase):
    """A tag: one row for all languages.

    ``slug`` is a code that never changes once anything is tagged with it (``ml``, ``gcm-7``, ``way-3``):
    filters, addresses, exports and translations all mean the same thing by it. ``name`` is a working name
    for the admin; what readers see are the labels.
    """

    free_tagging = False

    panels = [FieldPanel("slug"), FieldPanel("name")]

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.pk is None:
            return
        saved = type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first()
        if saved and saved != self.slug and self.is_in_use():
            raise ValidationError(
                {
                    "slug": _(
                        "The code “%(slug)s” is in use and can’t be changed: pages, addresses and exports "
                        "refer to it."
                    )
                    % {"slug": saved}
                }
            )

    def is_in_use(self) -> bool:
        """Whether anything but its own labels and members refers to the tag."""
        return any(
            relation.related_model._base_manager.filter(**{relation.field.name: self.pk}).exists()
            for relation in self._meta.related_objects
            if relation.on_delete is models.PROTECT
        )


class TagLabel(PublishableSnippet):
    """The name of a tag in one language: a row a language, translated like pages.

    A subclass adds ``tag``, a foreign key with ``related_name="labels"``, and whatever else the
    vocabulary says in words.
    """

    name = models.CharField(_("name"), max_length=255)

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("tag", overridable=False)
    ]
    panels = [FieldPanel("tag"), FieldPanel("name")]

    class Meta(PublishableSnippet.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.name} ({self.locale.language_code})"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        super().full_clean(*args, **kwargs)
        self._validate_one_per_language()

    def _validate_one_per_language(self) -> None:
        # The unique constraint holds the locale, which no form shows: say in words what it would refuse.
        if self.tag_id is None:
            return
        locale_id = self.locale_id or Locale.get_default().pk
        same = {"tag": self.tag_id, "locale": locale_id}
        if type(self)._base_manager.filter(**same).exclude(pk=self.pk).exists():
            raise ValidationError({"tag": _("This tag already has a label in this language.")})


def one_label_a_language(name: str) -> models.UniqueConstraint:
    """The constraint that every label model carries."""
    return models.UniqueConstraint(fields=["tag", "locale"], name=name)
