"""Blocks for the bodies of pages, a file per family."""

from .body import BodyBlock

__all__ = ["BodyBlock"]
