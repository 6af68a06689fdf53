"""Under what terms the data are given, who gives them, and what has changed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Min
from django.utils import timezone
from wagtail.models import Locale

from core.caching import kept_while_current
from core.privacy import is_private
from core.site_structure import language_homes
from projects.models import ProjectPage
from projects.querysets import ProjectQuerySet

PROGRAMME = "MIEUX+"
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
CHANGES_SHOWN = 20


@dataclass(frozen=True)
class Change:
    """The latest publication of a project, in whatever language."""

    project: ProjectPage
    day: date
    is_first: bool
    """Whether it had not been on the site before that day."""


def _public_projects() -> ProjectQuerySet:
    locales = [home.locale for home in language_homes().values()]
    return ProjectPage.objects.live().exclude(is_private()).filter(alias_of=None, locale__in=locales)


@kept_while_current
def last_change() -> datetime | None:
    """When a project was last published in any language; None where there is none."""
    return _public_projects().aggregate(last=Max("last_published_at"))["last"]


@kept_while_current
def _latest_publications() -> tuple[tuple[UUID, datetime, datetime], ...]:
    """The translation keys of the projects that were published last, with their first and last moment."""
    rows = (
        _public_projects()
        .filter(first_published_at__isnull=False, last_published_at__isnull=False)
        .order_by()
        .values_list("translation_key")
        .annotate(first=Min("first_published_at"), last=Max("last_published_at"))
        .order_by("-last", "translation_key")
    )
    return tuple(rows[:CHANGES_SHOWN])


def latest_changes(locale: Locale) -> list[Change]:
    """The projects that were published last, each once, in the best language for the reader. One query."""
    latest = _latest_publications()
    projects = (
        ProjectPage.objects.in_best_language(locale)
        .public()
        .filter(translation_key__in=[key for key, _first, _last in latest])
        .prefetch_related(None)  # their pictures
        .defer_streamfields()
    )
    by_key = {project.translation_key: project for project in projects}
    return [
        Change(by_key[key], timezone.localdate(last), timezone.localdate(first) == timezone.localdate(last))
        for key, first, last in latest
        if key in by_key
    ]
