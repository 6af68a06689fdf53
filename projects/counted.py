"""Figures that texts can have counted of the published projects (``core/figures.py``)."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from core.figures import CountedFigure, register_counted

from .models import ProjectPage
from .models.project_tags import ProjectCountry


def _projects() -> int:
    return (
        ProjectPage.objects.public()
        .live()
        .aggregate(number=Count("translation_key", distinct=True))["number"]
    )


def _countries() -> int:
    return ProjectCountry.objects.filter(content_object__in=ProjectPage.objects.public().live()).aggregate(
        number=Count("tag", distinct=True)
    )["number"]


def register() -> None:
    """Called once, when the app is ready."""
    register_counted(CountedFigure("counted-projects", _("projects on this site"), _projects))
    register_counted(
        CountedFigure("counted-countries", _("countries with projects on this site"), _countries)
    )
