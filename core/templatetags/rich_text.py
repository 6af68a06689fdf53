"""``{{ page.request|rich_text }}``: stored rich text, clean and with its links followed."""

from django import template
from django.utils.safestring import SafeString

from core.rich_text import readable

register = template.Library()


@register.filter
def rich_text(value: object) -> SafeString:
    """Of a ``RichTextField``'s string or a ``RichTextBlock``'s value."""
    return readable(str(getattr(value, "source", value) or ""))
