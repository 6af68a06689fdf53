"""Headings, running text, quotations, and texts that open."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import FactUrlBlock

RICH_TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]
# Directly below a page's title: no headings, for there is none above them but the title itself.
INTRODUCTION_FEATURES = [feature for feature in RICH_TEXT_FEATURES if feature not in {"h3", "h4"}]
"""What a text may hold (``core/rich_text.py`` lets nothing else through). Its first heading is an h3:
page and block give h1 and h2."""


class HeadingBlock(blocks.CharBlock):
    class Meta:
        label = _("Heading")
        icon = "title"
        template = "core/blocks/heading.html"


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "core/blocks/text.html"


class QuoteBlock(blocks.StructBlock):
    """Someone's words, with who said them and where."""

    quote = blocks.TextBlock(
        label=_("Quotation"),
        help_text=_("As it was said or written, without quotation marks: the page adds its own."),
    )
    speaker = blocks.CharBlock(
        label=_("Who said it"),
        max_length=255,
        help_text=_("Name and function, or the document. A person quoted must have agreed to it."),
    )
    source = FactUrlBlock(label=_("Where it can be read"), required=False, default="")

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "core/blocks/quote.html"


class AccordionItemBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=255)
    text = TextBlock()

    class Meta:
        label = _("Text that opens")


class AccordionBlock(blocks.StructBlock):
    """Headings with texts that open below them; without JavaScript, by the browser itself."""

    texts = blocks.ListBlock(AccordionItemBlock(), label=_("Texts"))

    class Meta:
        label = _("Texts that open")
        icon = "list-ul"
        template = "core/blocks/accordion.html"
