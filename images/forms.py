"""The form of a picture in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

LONGEST_SIDE = 12_000
"""Pixels. WebP ends at 16,383, and a rendition may be enlarged."""


class WholeImageField(WagtailImageField):
    """Refuses a file that begins like a picture and cannot be read to its end: Wagtail fails on it."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
        except Image.DecompressionBombError as error:
            raise ValidationError(_("This picture has too many pixels to be read.")) from error
        except (OSError, SyntaxError) as error:
            raise ValidationError(_("This file is damaged: it can’t be read to its end.")) from error
        picture = getattr(file, "image", None)
        if picture is not None and max(picture.get_size()) > LONGEST_SIDE:
            raise ValidationError(
                _("This picture is too long: at most %(pixels)d pixels on a side.") % {"pixels": LONGEST_SIDE}
            )
        return file


class ImageForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholeImageField(
                label=field.label, required=field.required, widget=field.widget, max_length=field.max_length
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        collection = cleaned.get("collection")
        if collection and collection.get_view_restrictions().exists():
            text = _("Pictures are always public: choose a collection that is not private.")
            self.add_error("collection", text)
        return cleaned
