"""The objectives of the Global Compact: all of them, and each with the projects that served it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explore.latest_news import latest_news
from explore.summaries import in_one_line
from news.querysets import is_about_objective
from projects.finder import Finding, ProjectFilter, portfolio
from projects.tallies import tallies
from vocabularies.catalogue import Term, catalogue
from vocabularies.models import Country, Mechanism, Objective, Theme

from .term_index_page import PROJECTS_SHOWN, TermIndexPage


class ObjectiveIndexPage(TermIndexPage):
    """The objectives by number, each with its projects. Objective 23 has its own page, in ``home``."""

    vocabulary = Objective
    template = "explore/objective_index_page.html"
    term_template = "explore/objective.html"

    class Meta:
        verbose_name = _("list of objectives")
        verbose_name_plural = _("lists of objectives")

    @staticmethod
    def step(term: Term) -> str:
        return str(term.number)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        counts = Finding(ProjectFilter(), self.language, portfolio()).count_by("objective")
        objectives = [(term, counts.get(term.slug, 0)) for term in catalogue(self.language).of(Objective)]
        return super().get_context(request, *args, **kwargs) | {"objectives": objectives}

    def term_title(self, term: Term) -> str:
        return gettext("Objective %(number)s: %(title)s") % {"number": term.number, "title": term.short_name}

    def term_seo_title(self, term: Term) -> str:
        return ""

    def term_description(self, term: Term, finding: Finding) -> str:
        return gettext(
            "Objective %(number)s of the Global Compact for Migration: %(title)s. %(figures)s."
        ) % {
            "number": term.number,
            "title": term.name,
            "figures": in_one_line(finding.figures),
        }

    def term_thing(self, term: Term) -> dict[str, Any]:
        return {
            "@type": "CollectionPage",
            "name": self.term_title(term),
            "about": {
                "@type": "DefinedTerm",
                "name": term.name,
                "termCode": str(term.number),
                "inDefinedTermSet": settings.SITE_URL + self.address,
            },
        }

    def portrait(self, term: Term, finding: Finding) -> dict[str, Any]:
        objectives = list(catalogue(self.language).of(Objective))
        place = [objective.pk for objective in objectives].index(term.pk)
        return {
            "projects": finding.listed(finding.first(PROJECTS_SHOWN)),
            "countries": tallies(finding, Country),
            "ways": tallies(finding, Mechanism),
            "themes": tallies(finding, Theme),
            "number_of_objectives": len(objectives),
            "before": objectives[place - 1] if place else None,
            "after": objectives[place + 1] if place + 1 < len(objectives) else None,
            "news": latest_news(self.locale, is_about_objective(term.pk), f"?objective={term.slug}"),
        }
