"""The texts of a page or snippet, by place, as wagtail-localize sees them."""

from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from wagtail.fields import StreamField
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments


@dataclass
class Texts:
    """What there is to translate, and what stands around it."""

    strings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By place (``request``, ``activities.<key>.title``), in order within the place."""
    templates: dict[str, str] = field(default_factory=dict)
    """The elements around the strings of a rich text, by place."""


def _as_stored(instance: Any) -> Any:
    """The instance with its streams as they would be stored.

    wagtail-localize reads a picture's alternative text from a stream's raw data, but writes its translation
    onto the picture in memory.
    """
    stored = copy(instance)
    for stream in instance._meta.concrete_fields:
        if isinstance(stream, StreamField):
            value = getattr(instance, stream.name)
            setattr(stored, stream.name, stream.to_python(stream.get_prep_value(value)))
    return stored


def texts_of(instance: Any) -> Texts:
    texts = Texts()
    for segment in extract_segments(_as_stored(instance)):
        if isinstance(segment, StringSegmentValue):
            texts.strings[segment.path].append(segment.string.data)
        elif isinstance(segment, TemplateSegmentValue):
            texts.templates[segment.path] = segment.template
    return texts
