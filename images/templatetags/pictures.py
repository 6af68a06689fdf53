"""Pictures in the formats made at upload. One that has none, or may not be shown, is not printed."""

from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

from images.models import CustomImage
from images.pages import renditions_in
from images.renditions import CARD, COLUMN, LEAD, LIGHT_FORMATS, Use, made

register = template.Library()


@register.inclusion_tag("images/figure.html")
def lead_picture(image: CustomImage | None, alt: str) -> dict[str, Any]:
    """At the top of a page: fetched before all others."""
    return _figure(image, LEAD, alt) | {"is_first": True}


@register.inclusion_tag("images/figure.html", takes_context=True)
def picture_in_text(context: Context, image: CustomImage | None, caption: str = "") -> dict[str, Any]:
    """Inside a body, with the alternative text that was given there."""
    page = context.get("page")
    if image is not None and isinstance(page, Page):
        # A preview's body may hold what its fields do not yet: such a picture is asked for by itself.
        renditions = renditions_in(page).get(image.pk)
        if renditions is not None:
            image.prefetched_renditions = renditions
    alt = "" if image is None or image.decorative else image.contextual_alt_text or ""
    return _figure(image, COLUMN, alt) | {"caption": caption}


@register.inclusion_tag("images/picture.html")
def card_picture(page: Page) -> dict[str, Any]:
    """Of a page in a list that has fetched it; it only decorates, for the title says what it is about."""
    if "image" not in page._state.fields_cache or not hasattr(page.image, "prefetched_renditions"):
        return {}
    return _picture(page.image, CARD, "")


def _figure(image: CustomImage | None, use: Use, alt: str) -> dict[str, Any]:
    picture = _picture(image, use, alt)
    return picture | {"credit": image.credit} if picture and image else {}


def _picture(image: CustomImage | None, use: Use, alt: str) -> dict[str, Any]:
    if image is None or not image.may_be_shown:
        return {}
    renditions = made(image, use.specs)
    fallback = renditions.get(use.fallback_spec)
    if fallback is None:
        return {}
    sources = []
    for name in LIGHT_FORMATS:
        # A small original gives the same width more than once.
        widths = {
            rendition.width: rendition.url
            for spec, rendition in renditions.items()
            if spec.endswith(f"format-{name}")
        }
        if widths:
            srcset = ", ".join(f"{url} {width}w" for width, url in sorted(widths.items()))
            sources.append((f"image/{name}", srcset))
    return {"sources": sources, "sizes": use.sizes, "fallback": fallback, "alt": alt}
