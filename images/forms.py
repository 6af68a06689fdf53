"""The form of a picture in the admin."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from PIL import Image
from wagtail.images.forms import BaseImageForm


class ImageForm(BaseImageForm):
    """Refuses a file that begins like a picture and cannot be read to its end."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, File) and "file" in self.changed_data:
            try:
                with Image.open(file) as picture:
                    picture.load()
            except (OSError, SyntaxError, ValueError) as error:
                raise ValidationError(_("This file is damaged: it can’t be read to its end.")) from error
            file.seek(0)
        return file
