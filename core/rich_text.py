"""Rich text as readers get it: links that lead somewhere, and only the elements that it may hold."""

from typing import Any

import nh3
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text import expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from .links import link_target

_CLEANER = nh3.Cleaner(
    tags={"a", "b", "br", "em", "h3", "h4", "i", "li", "ol", "p", "strong", "ul"},
    attributes={"a": {"href", "hreflang"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def readable(source: str) -> SafeString:
    """Stored rich text as HTML for readers. Whatever wrote it (editor, import, API), it comes out clean."""
    return mark_safe(_CLEANER.clean(expand_db_html(source)))  # noqa: S308 - that is what nh3 is for


def _is_key(text: str) -> bool:
    """Whether it can be a row's key: what came by an import may be anything, and a database takes no more."""
    return text.isascii() and text.isdecimal() and len(text) < 19


class SoundDocumentLinkHandler(DocumentLinkHandler):
    """A link to a document, or to nothing where what it names can be none."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        sound = [attrs if _is_key(attrs.get("id", "")) else {"id": "0"} for attrs in attrs_list]
        return super().expand_db_attributes_many(sound)


class PublicPageLinkHandler(PageLinkHandler):
    """A link to a page leads to it in the reader's language; to a page that is not public, nowhere.

    Addresses are looked up once and kept (``core/links.py``), where Wagtail's own asks for each at every
    reading.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        language = get_language() or settings.LANGUAGE_CODE
        return [cls._opening_tag(attrs.get("id", ""), language) for attrs in attrs_list]

    @staticmethod
    def _opening_tag(pk: str, language: str) -> str:
        target = link_target(int(pk), language) if _is_key(pk) else None
        if target is None:
            return "<a>"
        hreflang = f' hreflang="{escape(target.language)}"' if target.language != language else ""
        return f'<a href="{escape(target.path)}"{hreflang}>'
