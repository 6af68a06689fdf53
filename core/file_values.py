"""Values as files to take away hold them: months, plain text, what XML can hold, cells of a table."""

from datetime import date
from typing import Any

from wagtail.rich_text import get_text_for_indexing

# Which XML cannot hold, and which come with texts pasted from office programs: \x0b is a soft line break.
_NOT_IN_XML = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF], " ")


def month(day: date | None) -> str:
    """``2014-04``; empty where it is not known."""
    return day.isoformat()[:7] if day else ""


def plain_text(rich_text: str) -> str:
    return get_text_for_indexing(rich_text).strip()


def fit_for_xml(text: str) -> str:
    return text.translate(_NOT_IN_XML)


def cell(value: Any) -> str:
    """As text; of a list ``5; 6``."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
