"""The programme's themes with their areas of work: all of them, and each with its projects."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explore.summaries import in_one_line
from projects.finder import Finding, ProjectFilter, portfolio
from projects.models import finder_path
from projects.tallies import Tally, tallies
from vocabularies.catalogue import Term, catalogue
from vocabularies.models import Area, Country, Mechanism, Objective, Theme

from .term_index_page import PROJECTS_SHOWN, TermIndexPage


class ThemeIndexPage(TermIndexPage):
    """The themes in their order, each with its areas of work."""

    vocabulary = Theme
    template = "explore/theme_index_page.html"
    term_template = "explore/theme.html"

    class Meta:
        verbose_name = _("list of themes")
        verbose_name_plural = _("lists of themes")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        everything = Finding(ProjectFilter(), self.language, portfolio())
        counts = everything.count_by("theme")
        return super().get_context(request, *args, **kwargs) | {
            "themes": [
                (theme, counts.get(theme.slug, 0), areas_of(theme, everything))
                for theme in catalogue(self.language).of(Theme)
            ],
            "finder": finder_path(self.language),
        }

    def term_description(self, term: Term, finding: Finding) -> str:
        return gettext("%(theme)s: what was asked of MIEUX+ and what came of it. %(figures)s.") % {
            "theme": term,
            "figures": in_one_line(finding.figures),
        }

    def term_thing(self, term: Term) -> dict[str, Any]:
        return {
            "@type": "CollectionPage",
            "name": term.name,
            "about": {
                "@type": "DefinedTerm",
                "name": term.name,
                "termCode": term.slug,
                "inDefinedTermSet": settings.SITE_URL + self.address,
            },
        }

    def portrait(self, term: Term, finding: Finding) -> dict[str, Any]:
        return {
            "projects": finding.listed(finding.first(PROJECTS_SHOWN)),
            "countries": tallies(finding, Country),
            "areas": areas_of(term, finding),
            "ways": tallies(finding, Mechanism),
            "objectives": tallies(finding, Objective),
            "all_themes": list(catalogue(self.language).of(Theme)),
        }


def areas_of(theme: Term, finding: Finding) -> list[Tally]:
    """The theme's areas of work, each with its projects of those found, if there are any."""
    counts = finding.count_by("area")
    return [
        Tally(area, counts.get(area.slug, 0), finding.filter.query_with_only("area", area.slug))
        for area in catalogue(finding.language).of(Area)
        if area.tag.theme_id == theme.pk
    ]
