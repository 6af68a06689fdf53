"""A page's picture: the one that its editors chose, or else the outline of its countries."""

from typing import Any

from django import template
from wagtail.models import Page

from images.templatetags.pictures import card_picture, lead_picture
from vocabularies.catalogue import Term
from vocabularies.models import Country
from vocabularies.places import country_codes, land

register = template.Library()


@register.inclusion_tag("projects/tile.html")
def place_tile(places: list[Term]) -> dict[str, Any]:
    """The countries of ``places`` (or of a region) on their region's colour. It only decorates."""
    return {"codes": country_codes(places), "land": land(places)}


@register.inclusion_tag("projects/country_tile.html")
def country_tile(country: Term) -> dict[str, Any]:
    """One country on its region's colour, small: beside its name."""
    return {"country": country, "land": land([country])}


@register.inclusion_tag("projects/card_picture.html")
def page_tile(page: Page, places: list[Term]) -> dict[str, Any]:
    """On a card, of a page in a list that has fetched its picture. It only decorates."""
    return {"picture": card_picture(page), "places": places}


@register.inclusion_tag("projects/lead_picture.html")
def page_picture(page: Page, places: list[Term]) -> dict[str, Any]:
    """At the top of a page, with its alternative text."""
    return {
        "picture": lead_picture(page.image, page.image_alt),
        "places": places,
        "codes": country_codes(places),
        # Of a region as a whole no country stands out: which ones took part is not said.
        "countries": [place for place in places if isinstance(place.tag, Country)],
        "land": land(places),
    }
