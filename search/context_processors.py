"""What every template may print about the search."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language


def search_path(request: HttpRequest) -> dict:
    """``search_path``: the address of the search page in the active language; empty where none is public."""
    from core.site_structure import list_page_path

    from .models import SearchPage

    language = get_language() or ""
    return {"search_path": SimpleLazyObject(lambda: list_page_path(SearchPage, language))}
