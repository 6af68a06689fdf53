"""Under what terms the data are given, who gives them, and what has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

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


def latest_changes(locale: Locale) -> list[Change]:
    """The projects that were published last, each once, in the best language for the reader. Two queries."""
    rows = (
        _public_projects()
        .filter(last_published_at__isnull=False)
        .order_by()
        .values("translation_key")
        .annotate(last=Max("last_published_at"), first=Min("first_published_at"))
        .order_by("-last", "translation_key")[:CHANGES_SHOWN]
    )
    moments = {row["translation_key"]: (row["first"], row["last"]) for row in rows}
    projects = (
        ProjectPage.objects.in_best_language(locale)
        .public()
        .filter(translation_key__in=list(moments))
        .prefetch_related(None)
        .defer_streamfields()
    )
    return _in_order(projects, moments)


def _in_order(projects: Iterable[ProjectPage], moments: dict) -> list[Change]:
    by_key = {project.translation_key: project for project in projects}
    changes = []
    for key, (first, last) in moments.items():
        if key in by_key:
            day = timezone.localdate(last)
            changes.append(Change(by_key[key], day, timezone.localdate(first) == day))
    return changes
