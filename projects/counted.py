"""Figures that texts can have counted of the published projects (``core/figures.py``)."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from core.figures import CountedFigure, register_counted
from core.site_structure import language_homes

from .models import ProjectPage
from .models.project_tags import ProjectCountry


def _shown() -> QuerySet:
    """What the lists show, in whatever language."""
    languages = [home.locale.pk for home in language_homes().values()]
    return ProjectPage.objects.live().public().filter(alias_of=None, locale__in=languages)


def _projects() -> int:
    return _shown().aggregate(number=Count("translation_key", distinct=True))["number"]


def _countries() -> int:
    rows = ProjectCountry.objects.filter(content_object__in=_shown())
    return rows.aggregate(number=Count("tag", distinct=True))["number"]


def register() -> None:
    """Called once, when the app is ready."""
    register_counted(CountedFigure("counted-projects", _("projects described on this site"), _projects))
    register_counted(
        CountedFigure("counted-countries", _("countries of the projects described on this site"), _countries)
    )
