"""Countries as inline SVG. Terms, tags and codes are taken alike; where nothing is drawn, nothing is printed.

The shapes carry classes only, for the stylesheet to colour.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from core.cldr import cldr_locale
from core.templatetags.locale_format import listed
from maps import outlines

register = template.Library()


@register.inclusion_tag("maps/outline.html")
def outline(terms: Any, alt: str | None = None, context: bool = True, strong: Any = None) -> dict[str, Any]:
    """A lead picture: the countries, with the land around them unless ``context`` is false.

    ``alt``: what it is called; left out, “Map:” and the countries' names; empty, it is hidden from
    assistive technology. ``strong``: those of them that stand out.
    """
    draw = outlines.place_outline if context else outlines.country_outline
    return {
        "outline": draw(codes_of(terms)),
        "alt": _map_of(terms) if alt is None else alt,
        "kind": "outline--place" if context else "outline--alone",
        "strong": codes_of(strong),
    }


@register.inclusion_tag("maps/outline.html")
def card_outline(terms: Any) -> dict[str, Any]:
    """The countries alone, light: a card's decoration."""
    return {"outline": outlines.card_outline(codes_of(terms)), "alt": "", "kind": "outline--card"}


@register.inclusion_tag("maps/outline.html")
def country_glyph(term: Any) -> dict[str, Any]:
    """One country as high as any other: a decoration."""
    codes = codes_of(term)
    drawn = outlines.country_glyph(codes[0]) if codes else None
    return {"outline": drawn, "alt": "", "kind": "outline--glyph"}


@register.inclusion_tag("maps/outline.html")
def world_map(terms: Any) -> dict[str, Any]:
    """The countries on a map of the whole world, as wide as there is room."""
    return {
        "outline": outlines.world_outline(codes_of(terms)),
        "alt": _map_of(terms),
        "kind": "outline--world",
    }


def codes_of(terms: Any) -> list[str]:
    return [str(getattr(term, "slug", term)).lower() for term in _each(terms)]


def name_of(term: Any) -> str:
    """As the vocabularies name it for the reader, without the sign of a footnote; a code, as CLDR does."""
    if isinstance(term, str):
        return cldr_locale().territories.get(term.upper(), term)
    return str(term).rstrip("*")


def _map_of(terms: Any) -> str:
    names = [name_of(term) for term in _each(terms)]
    return _("Map: %(places)s") % {"places": listed(names)} if names else ""


def _each(terms: Any) -> list[Any]:
    if terms is None or terms == "":
        return []
    if isinstance(terms, str) or not isinstance(terms, Iterable):
        return [terms]
    return list(terms)
