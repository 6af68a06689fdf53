"""The figures of a set of projects in one line, for those who see no more of a page than that."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.cldr import span_of_years
from projects.finder.finding import Figures


def in_one_line(figures: Figures, with_countries: bool = True) -> str:
    """``5 projects in 4 countries, 2012–2020``, in the active language."""
    if not figures.projects:
        return _("No project on this site yet")
    line = ngettext("%(counter)s project", "%(counter)s projects", figures.projects)
    line %= {"counter": figures.projects}
    if with_countries and figures.countries:
        number = len(figures.countries)
        countries = ngettext("%(counter)s country", "%(counter)s countries", number) % {"counter": number}
        line = _("%(projects)s in %(countries)s") % {"projects": line, "countries": countries}
    if figures.first_year and figures.last_year:
        line += f", {span_of_years(figures.first_year, figures.last_year)}"
    return line
