"""The blocks that the body of a page is made of."""

from wagtail import blocks

from .media import CaptionedImageBlock
from .text import HeadingBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    heading = HeadingBlock()
    text = TextBlock()
    image = CaptionedImageBlock()

    class Meta:
        required = False
