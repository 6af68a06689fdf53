"""What all vocabularies share: a neutral tag, and its label in a language."""

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, Locale, Revision
from wagtail_localize.fields import SynchronizedField
from wagtail_localize.models import TranslationSource

from core.blocks.text import INTRODUCTION_FEATURES
from core.models import PublishableSnippet
from core.translation.publication import PublishRefused


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
        """Whether anything but its own labels and members refers to the tag: in a row, or in a draft."""
        return any(
            relation.related_model._base_manager.filter(**{relation.field.name: self.pk}).exists()
            or self._is_in_a_draft(relation.field)
            # Hidden ones too: what has no name on the tag (``related_name="+"``) refers to it all the same.
            for relation in self._meta.get_fields(include_hidden=True)
            if getattr(relation, "on_delete", None) is models.PROTECT and relation.auto_created
        )

    def _is_in_a_draft(self, field: models.ForeignKey) -> bool:
        """Whether a draft refers to the tag by a field of a page or of a page's child rows."""
        model, children = field.model, None
        for parental in model._meta.fields:
            if isinstance(parental, ParentalKey):
                model, children = parental.related_model, parental.remote_field.get_accessor_name()
        if not issubclass(model, DraftStateMixin):
            return False
        drafts = Revision.objects.filter(
            Q(pk__in=model._base_manager.filter(has_unpublished_changes=True).values("latest_revision"))
            | Q(
                approved_go_live_at__isnull=False,
                content_type=ContentType.objects.get_for_model(model),
            )
        )
        return any(
            row.get(field.name) == self.pk
            for content in drafts.values_list("content", flat=True)
            for row in (content.get(children, []) if children else [content])
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
        self._validate_tag_is_kept()
        self._validate_one_per_language()

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """With the source its translations go, which would bar the place of a new one's."""
        is_source = TranslationSource.objects.filter(
            object_id=self.translation_key, locale_id=self.locale_id
        ).exists()
        twins = list(self.get_translations()) if is_source else []
        deleted = super().delete(*args, **kwargs)
        for twin in twins:
            twin.delete()
        return deleted

    def check_room_in(self, locale: Locale) -> None:
        same = {"tag": self.tag_id, "locale": locale}
        if type(self)._base_manager.filter(**same).exists():
            raise PublishRefused(
                _("“%(tag)s” has another label in this language already (%(language)s): delete that first.")
                % {"tag": self.tag, "language": locale.get_display_name()}
            )

    def _validate_tag_is_kept(self) -> None:
        saved = type(self)._base_manager.filter(pk=self.pk).values_list(*["tag"], flat=True).first()
        if saved is not None and saved != self.tag_id:
            raise ValidationError({"tag": _("A label stays with its tag. Make a new label for another one.")})

    def _validate_one_per_language(self) -> None:
        # The unique constraint holds the locale, which no form shows: say in words what it would refuse.
        if self.tag_id is None:
            return
        locale_id = self.locale_id or Locale.get_default().pk
        same = {"tag": self.tag_id, "locale": locale_id}
        if type(self)._base_manager.filter(**same).exclude(pk=self.pk).exists():
            raise ValidationError({"tag": _("This tag already has a label in this language.")})


class IntroducedLabel(TagLabel):
    """The label of a tag that has a page of its own, which everything but this is counted for."""

    introduction = RichTextField(
        _("introduction"),
        features=INTRODUCTION_FEATURES,
        blank=True,
        help_text=_(
            "Stands below the title of the page that the site has for the tag. Projects, countries, figures "
            "and news are listed there by themselves: write only what they do not say, or nothing."
        ),
    )

    panels = [*TagLabel.panels, FieldPanel("introduction")]

    class Meta(TagLabel.Meta):
        abstract = True


def one_label_a_language(name: str) -> models.UniqueConstraint:
    """The constraint that every label model carries."""
    return models.UniqueConstraint(fields=["tag", "locale"], name=name)
