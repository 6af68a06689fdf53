"""Pictures, with what must be known before one may be shown."""

import os
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Image,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from core.media import OF_THE_ADMIN, SHOWN

from .metadata import without_metadata
from .renditions import ALL_SPECS


class Consent(models.TextChoices):
    """Whether those whom a picture shows let it be shown."""

    NOBODY = "nobody", _("Nobody can be recognised: a drawing, a place, people from behind or far away")
    GIVEN = "given", _("Everyone who can be recognised has agreed")
    PENDING = "pending", _("Not everyone has agreed yet: do not show it")
    WITHDRAWN = "withdrawn", _("Someone has refused or changed their mind: do not show it")


class CleanImageFieldFile(WagtailImageFieldFile):
    """Stores a picture without what its file says beside it, on every way in."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        super().save(name, without_metadata(content), save)


class CleanImageField(WagtailImageField):
    attr_class = CleanImageFieldFile


class CustomImage(AbstractImage):
    """A picture. Its alternative text stands where it is used, in the page's language."""

    file = CleanImageField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height"
    )
    credit = models.CharField(
        _("credit"),
        max_length=255,
        blank=True,
        help_text=_("Who made the picture, as they wish to be named."),
    )
    consent = models.CharField(
        _("consent"),
        max_length=20,
        choices=Consent.choices,
        help_text=_("Pages leave out a picture of people who can be recognised until all have agreed."),
    )
    consent_note = models.TextField(
        _("note on consent"),
        blank=True,
        help_text=_("Who agreed to what, and where the consent is kept. Only staff see this."),
    )
    is_sharing_default = models.BooleanField(
        _("shown when a page without a picture is shared"),
        default=False,
        help_text=_("Only one picture at a time: choosing this one replaces the one before."),
    )

    admin_form_fields = (
        *Image.admin_form_fields,
        "credit",
        "consent",
        "consent_note",
        "is_sharing_default",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        constraints = [
            models.UniqueConstraint(
                fields=["is_sharing_default"],
                condition=models.Q(is_sharing_default=True),
                name="one_sharing_default",
            )
        ]

    @property
    def may_be_shown(self) -> bool:
        return self.consent in {Consent.NOBODY, Consent.GIVEN}

    def clean(self) -> None:
        super().clean()
        if self.consent == Consent.GIVEN and not self.consent_note.strip():
            raise ValidationError({"consent_note": _("Say where the consent is kept.")})

    def validate_constraints(self, exclude: Any = None) -> None:
        # Not an error for a second default: saving it takes the place of the first.
        super().validate_constraints({*(exclude or ()), "is_sharing_default"})

    def save(self, *args: Any, **kwargs: Any) -> None:
        with transaction.atomic():
            if self.is_sharing_default:
                others = CustomImage.objects.filter(is_sharing_default=True).exclude(pk=self.pk)
                others.update(is_sharing_default=False)
            is_new_file = bool(self.file) and not self.file._committed
            if is_new_file:
                self.file.save(os.path.basename(self.file.name), self.file.file, save=False)
                # Of what has been stored: the form has measured what was sent.
                self._set_image_file_metadata()
            is_replaced = is_new_file and not self._state.adding
            super().save(*args, **kwargs)
            if is_replaced:
                self.renditions.all().delete()


class CustomRendition(AbstractRendition):
    """A size of a picture. Those that the admin makes are made of pictures that may not be shown, too."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        name = super().get_upload_to(filename)
        return name if self.filter_spec in ALL_SPECS else f"{OF_THE_ADMIN}{name.removeprefix(SHOWN)}"
