"""The blocks that the body of a page is made of."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .data import FiguresBlock, TableBlock
from .links import CallToActionBlock, DocumentsBlock, RelatedPagesBlock
from .media import CaptionedImageBlock, VideoBlock
from .text import AccordionBlock, HeadingBlock, QuoteBlock, TextBlock

_TEXT, _MEDIA, _DATA, _LINKS = (
    _("Text"),
    _("Pictures and videos"),
    _("Figures and tables"),
    _("Links and documents"),
)


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock(group=_TEXT)
    text = TextBlock(group=_TEXT)
    quote = QuoteBlock(group=_TEXT)
    accordion = AccordionBlock(group=_TEXT)
    image = CaptionedImageBlock(group=_MEDIA)
    video = VideoBlock(group=_MEDIA)
    figures = FiguresBlock(group=_DATA)
    table = TableBlock(group=_DATA)
    call_to_action = CallToActionBlock(group=_LINKS)
    documents = DocumentsBlock(group=_LINKS)
    related_pages = RelatedPagesBlock(group=_LINKS)

    class Meta:
        required = False
