"""``{{ page.request|rich_text }}``: stored rich text, clean and with its links followed."""

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from core.rich_text import readable

LONG = 60
"""Words, from which on a text is cut short where several stand side by side."""

register = template.Library()


@register.filter
def rich_text(value: object) -> SafeString:
    """Of a ``RichTextField``'s string or a ``RichTextBlock``'s value."""
    return readable(str(getattr(value, "source", value) or ""))


@register.filter
def is_long(text: str) -> bool:
    return len(strip_tags(text or "").split()) > LONG
