"""``{% sign term %}``: the one sign that a way, region, theme, goal or objective has everywhere.

It stands beside the term's name, which says the same: readers of screens are not told twice.
"""

from typing import Any

from django import template

from vocabularies.catalogue import Term

register = template.Library()

DRAWN = frozenset(
    {
        *(f"way-{number}" for number in range(1, 6)),
        "region-western-and-central-africa",
        "region-eastern-and-southern-africa",
        "region-asia",
        "region-latin-america-and-the-caribbean",
        "region-eu-neighbourhood",
        "theme-legal-migration",
        "theme-irregular-migration",
        "theme-protection",
        "theme-development",
        "theme-horizontal",
    }
)
"""The symbols in ``static/img/signs.svg``. A term that was added later has its number, or no sign."""


@register.inclusion_tag("vocabularies/sign.html")
def sign(term: Term, size: str = "") -> dict[str, Any]:
    """``size``: empty, or "large"."""
    kind = term.tag._meta.model_name
    symbol = term.slug if kind == "mechanism" else f"{kind}-{term.slug}"
    return {"term": term, "kind": kind, "size": size, "symbol": symbol if symbol in DRAWN else ""}
