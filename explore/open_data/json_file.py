"""The JSON file, which is the site's API, and the JSON Schema (draft 2020-12) that it keeps to."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from core.streaming import Draft
from vocabularies.catalogue import Term

from .fields import FIELDS, NAMES_OF_FIELDS
from .publication import LICENCE, LICENCE_ADDRESS, PROGRAMME, last_change
from .records import records
from .selection import Selection

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_parts(selection: Selection) -> Iterator[str]:
    """A project a line, so that two files can be compared."""
    draft = Draft()
    draft.write(json.dumps(_head(selection), ensure_ascii=False, indent=2).removesuffix("\n}"))
    draft.write(',\n  "projects": [')
    comma = ""
    for record in records(selection):
        draft.write(f"{comma}\n    {json.dumps(record, ensure_ascii=False)}")
        comma = ","
        if draft.is_enough:
            yield draft.taken()
    draft.write("\n  ]\n}\n")
    yield draft.taken()


def _head(selection: Selection) -> dict[str, Any]:
    changed = last_change()
    return {
        "programme": PROGRAMME,
        "licence": {"name": LICENCE, "address": LICENCE_ADDRESS},
        "list": selection.address,
        "schema": settings.SITE_URL + reverse("projects_schema"),
        "codes": settings.SITE_URL + reverse("projects_codes"),
        "language": selection.language,
        "last_change": changed.isoformat() if changed else None,
        "count": selection.finding.count,
        "footnotes": [
            {"country": term.slug, "text": term.footnote} for term in footnoted_countries(selection)
        ],
    }


def footnoted_countries(selection: Selection) -> list[Term]:
    """The countries of what was found whose names carry a footnote."""
    return [term for term, _number in selection.finding.countries() if term.footnote]


def json_schema() -> dict[str, Any]:
    """With its explanations in the active language."""
    address = {"type": "string", "format": "uri"}
    return {
        "$schema": DIALECT,
        "$id": settings.SITE_URL + reverse("projects_schema"),
        "title": f"{PROGRAMME}: projects",
        "type": "object",
        "properties": {
            "programme": {"const": PROGRAMME},
            "licence": {
                "type": "object",
                "properties": {"name": {"const": LICENCE}, "address": address},
                "required": ["name", "address"],
            },
            "list": address,
            "schema": address,
            "codes": address,
            "language": {"type": "string"},
            "last_change": {"type": ["string", "null"], "format": "date-time"},
            "count": {"type": "integer", "minimum": 0},
            "footnotes": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"country": {"type": "string"}, "text": {"type": "string"}},
                    "required": ["country", "text"],
                },
            },
            "projects": {"type": "array", "items": {"$ref": "#/$defs/project"}},
        },
        "required": [
            "programme",
            "licence",
            "list",
            "schema",
            "codes",
            "language",
            "last_change",
            "count",
            "footnotes",
            "projects",
        ],
        "$defs": {
            "project": {
                "type": "object",
                "properties": {field.name: field.schema for field in FIELDS},
                "required": list(NAMES_OF_FIELDS),
            }
        },
    }
