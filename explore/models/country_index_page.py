"""Countries: all of them by region, and each with what it asked for and what came of it."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from explore.latest_news import latest_news
from explore.summaries import in_one_line
from news.querysets import is_about_country
from projects.finder import Finding, Portfolio, ProjectFilter, portfolio
from projects.tallies import Tally, countries_with, tallies
from vocabularies.catalogue import Term, catalogue
from vocabularies.country_groups import histories
from vocabularies.models import Country, Mechanism, Objective, Region, Theme

from .term_index_page import PROJECTS_SHOWN, TermIndexPage

GIVEN_SHOWN = 3


class CountryIndexPage(TermIndexPage):
    """The countries by region, those with projects first."""

    vocabulary = Country
    template = "explore/country_index_page.html"
    term_template = "explore/country.html"

    class Meta:
        verbose_name = _("list of countries")
        verbose_name_plural = _("lists of countries")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"counted": self._counted}

    def _counted(self) -> dict[str, Any]:
        everything = Finding(ProjectFilter(), self.language, portfolio())
        terms = catalogue(self.language)
        experts = everything.count_by("expert")
        with_projects: list[tuple[Term | None, list[Tally]]] = []
        without: dict[Term | None, list[tuple[Term, int]]] = {}
        for region in (*terms.of(Region), None):
            active, rest = countries_with(everything, terms.countries_of(region))
            if active:
                with_projects.append((region, active))
            if rest:
                without[region] = [(country, experts.get(country.slug, 0)) for country in rest]
        outside = without.pop(None, [])
        return {
            "with_projects": with_projects,
            "without_projects": list(without.items()),
            "outside": outside,
        }

    def term_description(self, term: Term, finding: Finding) -> str:
        return gettext(
            "%(country)s: what was asked of MIEUX+, what was done and what came of it. %(figures)s."
        ) % {
            "country": term,
            "figures": in_one_line(finding.figures, with_countries=False),
        }

    def term_thing(self, term: Term) -> dict[str, Any]:
        region = catalogue(self.language).of(Region).by_pk(term.tag.region_id)
        # A name with a footnote says that its status is not for this site to tell.
        thing = {
            "@type": "Place" if term.footnote else "Country",
            "name": term.name,
            "identifier": term.slug.upper(),
        }
        return thing | ({"containedInPlace": {"@type": "Place", "name": region.name}} if region else {})

    def portrait(self, term: Term, finding: Finding) -> dict[str, Any]:
        among = finding.portfolio
        region = catalogue(self.language).of(Region).by_pk(term.tag.region_id)
        given = Finding(ProjectFilter(chosen={"expert": (term.slug,)}), self.language, among)
        shown = sorted(finding.positions, key=lambda place: _day(place, among), reverse=True)[:PROJECTS_SHOWN]
        own = set(finding.positions)
        elsewhere = [position for position in given.positions if position not in own][:GIVEN_SHOWN]
        # Together: they cost no more than either.
        listed = finding.listed([*shown, *elsewhere])
        everything = Finding(ProjectFilter(), self.language, among)
        neighbours = catalogue(self.language).countries_of(region) if region else []
        active, others = countries_with(everything, [other for other in neighbours if other.pk != term.pk])
        return {
            "region": region,
            "groups": histories(term, self.language),
            "projects": listed[: len(shown)],
            "objectives": tallies(finding, Objective),
            "ways": tallies(finding, Mechanism),
            "themes": tallies(finding, Theme),
            "given": given,
            "given_projects": listed[len(shown) :],
            "neighbours": active,
            "other_neighbours": others,
            "news": latest_news(self.locale, is_about_country(term.pk), f"?country={term.slug}"),
        }


def _day(position: int, among: Portfolio) -> date:
    """Where a project stands on its country's trail: by its start, or its end where that alone is known."""
    return among.starts[position] or among.ends[position] or date.min
