"""Links to the pages of terms, where there are such pages in the reader's language."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.locale_format import listed
from vocabularies.catalogue import Term

register = template.Library()


@register.filter
def linked(term: Term) -> SafeString:
    """The term's name, a link where it has a page."""
    return format_html('<a href="{}">{}</a>', term.page_path, term) if term.page_path else escape(str(term))


@register.filter
def listed_links(terms: Iterable[Term]) -> SafeString:
    """``Belize, Costa Rica y El Salvador``, each a link where it has a page."""
    return mark_safe(listed(linked(term) for term in terms))  # noqa: S308 - each is escaped, and so is "and"
