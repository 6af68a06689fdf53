"""A project in schema.org's terms."""

from typing import TYPE_CHECKING, Any

from core.structured_data import ORGANIZATION
from vocabularies.catalogue import Term
from vocabularies.models import Country

if TYPE_CHECKING:
    from .models import ProjectPage


def as_project(page: "ProjectPage") -> dict[str, Any]:
    """With the page that it has here. Needs ``attach_terms``."""
    data: dict[str, Any] = {
        "@type": "Project",
        "name": page.title,
        "identifier": page.slug,
        "description": page.summary,
        "url": page.full_address,
        "parentOrganization": ORGANIZATION,
    }
    if page.start:
        data["foundingDate"] = f"{page.start:%Y-%m}"
    if page.end:
        data["dissolutionDate"] = f"{page.end:%Y-%m}"
    if page.place_terms:
        data["areaServed"] = [_place(term) for term in page.place_terms]
    data["mainEntityOfPage"] = _as_web_page(page)
    return data


def _as_web_page(page: "ProjectPage") -> dict[str, Any]:
    thing: dict[str, Any] = {
        "@type": "WebPage",
        "@id": page.full_address,
        "inLanguage": page.language,
        "keywords": [
            {"@type": "DefinedTerm", "termCode": term.slug, "name": term.name}
            for name in ("objectives", "mechanisms", "themes", "areas", "sdgs")
            for term in page.terms[name]
        ],
    }
    if page.first_published_at and page.last_published_at:
        thing["datePublished"] = page.first_published_at.isoformat(timespec="seconds")
        thing["dateModified"] = page.last_published_at.isoformat(timespec="seconds")
    return thing


def _place(term: Term) -> dict[str, Any]:
    """In schema.org's terms. A name with a footnote says that its status is not for this site to tell."""
    if isinstance(term.tag, Country) and not term.footnote:
        return {"@type": "Country", "name": term.name, "identifier": term.slug.upper()}
    return {"@type": "Place", "name": term.name}
