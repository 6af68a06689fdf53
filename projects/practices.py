"""Projects with a practice or case study, described as the hub of the UN Network on Migration asks.

What the columns mean, and what the hub asks for that is not known here, stands in ``docs/practices.md``.
"""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from core.figures import with_figures
from core.file_values import cell, month, plain_text
from vocabularies.catalogue import catalogue

from .models import ProjectPage

COLUMNS = (
    "id",
    "language",
    "title",
    "project",
    "summary",
    "gcm_objectives",
    "sdgs",
    "countries",
    "country_names",
    "regions",
    "start",
    "end",
    "status",
    "implementing_entity",
    "funding_entity",
    "partners",
    "results",
    "after_twelve_months",
    "page",
    "document",
    "link",
    "hub_entry",
    "updated",
)
"""Never rename one or give it another meaning: others' tables rely on them. New ones go to the end."""


def described(project: ProjectPage, language: str) -> dict[str, Any]:
    """The practice of a project by column. Facts in ``language``; words in that of the project's page."""
    terms = project.terms
    regions = catalogue(language).regions_of(terms["countries"]) or terms["regions"]
    document = project.practice_document

    def printed(text: str) -> str:
        return with_figures(text, project.language)

    return {
        "id": project.slug,
        "language": project.language,
        "title": printed(project.practice_name),
        "project": printed(project.title),
        "summary": printed(project.summary),
        "gcm_objectives": [term.number for term in terms["objectives"]],
        "sdgs": [term.number for term in terms["sdgs"]],
        "countries": [term.slug.upper() for term in terms["countries"]],
        "country_names": [term.name for term in terms["countries"]],
        "regions": [term.name for term in regions],
        "start": month(project.start),
        "end": month(project.end),
        "status": project.status,
        "implementing_entity": "ICMPD (MIEUX+)",
        "funding_entity": _("European Union"),
        "partners": [
            {"name": printed(row.name), "kind": row.get_kind_display()}
            for row in project.institutions.all()
            if row.name
        ],
        "results": printed(plain_text(project.results)),
        "after_twelve_months": printed(plain_text(project.outcome)),
        "page": project.full_address,
        "document": urljoin(settings.SITE_URL, document.url) if document else "",
        "link": project.practice_link,
        "hub_entry": project.practice_hub_link,
        "updated": project.last_published_at.date().isoformat() if project.last_published_at else "",
    }


def as_row(record: dict[str, Any]) -> list[str]:
    """A record in the columns' order, lists as text: ``5; 6``, ``National agency (National authority)``."""
    return [_as_text(record[column]) for column in COLUMNS]


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        value = [f"{item['name']} ({item['kind']})" if isinstance(item, dict) else item for item in value]
    return cell(value)
