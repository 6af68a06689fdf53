"""The texts of a page or snippet, by place, as wagtail-localize sees them."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments


@dataclass
class Texts:
    """What there is to translate, and what stands around it."""

    strings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By place (``request``, ``activities.<key>.title``), in order within the place."""
    templates: dict[str, str] = field(default_factory=dict)
    """The elements around the strings of a rich text, by place."""


def texts_of(instance: Any) -> Texts:
    texts = Texts()
    for segment in extract_segments(instance):
        if isinstance(segment, StringSegmentValue):
            texts.strings[segment.path].append(segment.string.data)
        elif isinstance(segment, TemplateSegmentValue):
            texts.templates[segment.path] = segment.template
    return texts
