"""What search engines are told in schema.org's terms, as JSON-LD."""

import json
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from .figures import with_figures
from .frame import Frame

# What would end the script element, or be read as HTML by a careless parser.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}

ORGANIZATION = {
    "@type": "Organization",
    "name": "MIEUX+",
    "alternateName": "MIgration EU eXpertise",
    "url": f"{settings.SITE_URL}/",
    "parentOrganization": {"@type": "Organization", "name": "ICMPD"},
    "funder": {"@type": "Organization", "name": "European Union"},
}


def without_funder(thing: dict[str, Any]) -> dict[str, Any]:
    """The same with nobody named as paying for it, at any depth."""
    return {
        key: without_funder(value) if isinstance(value, dict) else value
        for key, value in thing.items()
        if key != "funder"
    }


def breadcrumb_list(frame: Frame) -> dict[str, Any] | None:
    """The way to a page as a ``BreadcrumbList``; None for a home page."""
    if not frame.breadcrumb:
        return None
    steps = [(crumb.title, crumb.path) for crumb in frame.breadcrumb] + [(frame.title, frame.path)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": settings.SITE_URL + path}
            for number, (name, path) in enumerate(steps, 1)
        ],
    }


def as_json_ld(*things: dict[str, Any] | None) -> SafeString:
    """The things that are there as one JSON-LD graph, safe inside a script element."""
    graph = {"@context": "https://schema.org", "@graph": [thing for thing in things if thing]}
    text = with_figures(
        json.dumps(graph, ensure_ascii=False),
        get_language() or settings.LANGUAGE_CODE,
        safe=lambda figure: json.dumps(figure, ensure_ascii=False)[1:-1],
    )
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - escaped above
