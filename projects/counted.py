"""Figures that texts can have counted of the published projects (``core/figures.py``)."""

from django.utils.translation import gettext_lazy as _

from core.figures import CountedFigure, register_counted

from .finder import portfolio


def _projects() -> int:
    return len(portfolio())


def _countries() -> int:
    return len(portfolio().bits.get("country", {}))


def register() -> None:
    """Called once, when the app is ready."""
    register_counted(CountedFigure("counted-projects", _("projects described on this site"), _projects))
    register_counted(
        CountedFigure("counted-countries", _("countries of the projects described on this site"), _countries)
    )
