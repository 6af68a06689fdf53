"""Texts with the words marked that were looked for."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.excerpts import Part

register = template.Library()


@register.filter
def marked(parts: Iterable[Part]) -> SafeString:
    printed = (format_html("<mark>{}</mark>", part.text) if part.is_hit else part.text for part in parts)
    return format_html_join("", "{}", ((part,) for part in printed))
