"""``{% open_data as data %}``: the files that a list of projects can be had as, and the page about them."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.utils.translation import get_language

from core.site_structure import list_page_path
from explore.models import OpenDataPage
from explore.open_data.formats import FORMATS, Format

register = template.Library()


@dataclass(frozen=True)
class OpenData:
    formats: tuple[Format, ...]
    address: str
    """Of the page about them in the reader's language, below the host; empty where there is none."""


@register.simple_tag
def open_data() -> OpenData:
    return OpenData(FORMATS, list_page_path(OpenDataPage, get_language() or settings.LANGUAGE_CODE))
