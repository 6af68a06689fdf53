"""Where a project or a region leads on to: other projects like it, and news about it.

The app of the news knows projects, and these not it: it is reached by the relations that lead back from it.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Locale

from core.caching import kept_while_current
from core.page_lists import ListedPage
from vocabularies.models import Country

from .finder import listed_at, portfolio
from .finder.bitsets import first_positions

if TYPE_CHECKING:
    from .models import ProjectPage

SHOWN = 3


def related_projects(project: "ProjectPage") -> dict[str, list[ListedPage]]:
    """Others, once each: in one of its countries (``"by_country"``), else by its ways (``"by_way"``).

    Needs its terms attached.
    """
    among = portfolio()
    itself = among.of_key(project.translation_key)
    in_countries = among.having_any("country", (term.slug for term in project.terms["countries"])) & ~itself
    by_ways = among.having_any("way", (term.slug for term in project.terms["mechanisms"])) & ~itself
    by_country = first_positions(in_countries, SHOWN)
    by_way = first_positions(by_ways & ~in_countries, SHOWN)
    cards = listed_at([*by_country, *by_way], project.language, among, type(project).objects.for_cards())
    return {"by_country": cards[: len(by_country)], "by_way": cards[len(by_country) :]}


def news_about(project: "ProjectPage") -> list[ListedPage]:
    """The latest first, each once, in the reader's language if there is a translation."""
    if project.translation_key not in _projects_in_the_news():
        return []
    about = Q(project_links__project__translation_key=project.translation_key)
    news_pages = _news_pages()
    in_any_language = news_pages.live().filter(about).values("translation_key")
    news = news_pages.in_best_language(project.locale).public().filter(translation_key__in=in_any_language)
    return news.latest_first().listed(project.language)


@kept_while_current
def _projects_in_the_news() -> frozenset[UUID]:
    """The keys of the projects that any news is about: most are in none. One query."""
    links = _news_pages().live().values_list("project_links__project__translation_key", flat=True)
    return frozenset(links.distinct())


def news_in_region(region_pk: int, locale: Locale) -> list[ListedPage]:
    """The latest about any of the region's countries, each once, in the best language for the reader."""
    about = Exists(_news_tags().filter(content_object=OuterRef("pk"), tag__region=region_pk))
    news = _news_pages().in_best_language(locale).public().filter(about).latest_first()
    return news[:SHOWN].listed(locale.language_code)


def _news_tags() -> Any:
    """The manager of the rows that tag news with countries."""
    return Country._meta.get_field("news_items").related_model._default_manager


def _news_pages() -> Any:
    return _news_tags().model._meta.get_field("content_object").related_model.objects
