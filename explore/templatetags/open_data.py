"""``{% open_data as data %}``: the files that a list of projects can be had as."""

from dataclasses import dataclass

from django import template

from explore.open_data.formats import FORMATS, Format

register = template.Library()


@dataclass(frozen=True)
class OpenData:
    formats: tuple[Format, ...]


@register.simple_tag
def open_data() -> OpenData:
    return OpenData(FORMATS)
