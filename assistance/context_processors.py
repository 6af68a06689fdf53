"""What every template may print about asking for assistance."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language


def intake(request: HttpRequest) -> dict:
    """``intake``: whether requests are taken now, in the active language (``assistance.intake``)."""
    from .intake import intake as current_intake

    language = get_language() or ""
    return {"intake": SimpleLazyObject(lambda: current_intake(language))}
