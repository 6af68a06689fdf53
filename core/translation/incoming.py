"""What is done to a translator's text as it is saved, however it came."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import StringTranslation

from core.figures import unknown_figures


def received(sender: type[StringTranslation], instance: StringTranslation, **kwargs: Any) -> None:
    """On ``pre_save``. A text in error counts as missing, and the translation editor shows why."""
    # wagtail-localize keeps texts as HTML, to which the end of a line is a space.
    instance.data = "<br/>".join(instance.data.strip("\r\n").splitlines())
    if unknown := unknown_figures([instance.data]):
        instance.has_error = True
        instance.field_error = _("There is no such figure in the register: %(figures)s.") % {
            "figures": ", ".join(unknown)
        }
