"""Blocks for the bodies of pages, a file per family."""

from .body import BodyBlock
from .media import CaptionedImageBlock
from .text import HeadingBlock, TextBlock

__all__ = ["BodyBlock", "CaptionedImageBlock", "HeadingBlock", "TextBlock"]
