"""Where a project or a region leads on to: other projects like it, and news about it.

The app of the news knows projects, and these not it: it is reached by the relations that lead back from it.
"""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef
from wagtail.models import Locale, Page

from core.privacy import is_private
from images.pages import card_renditions
from vocabularies.models import Country
from vocabularies.tagging import attach_terms

from .finder import pages_at, portfolio
from .finder.bitsets import first_positions

if TYPE_CHECKING:
    from .models import ProjectPage

SHOWN = 3


def related_projects(project: "ProjectPage") -> dict[str, list["ProjectPage"]]:
    """Others, once each: in one of its countries (``"by_country"``), else by its ways (``"by_way"``).

    Needs its terms attached. Two queries: the projects and the pictures of their cards.
    """
    among = portfolio()
    itself = among.of_key(project.translation_key)
    in_countries = among.having_any("country", (term.slug for term in project.terms["countries"])) & ~itself
    by_ways = among.having_any("way", (term.slug for term in project.terms["mechanisms"])) & ~itself
    by_country = first_positions(in_countries, SHOWN)
    by_way = first_positions(by_ways & ~in_countries, SHOWN)
    pages = {
        among.position_of_page[page.pk]: page
        for page in pages_at(
            [*by_country, *by_way], project.language, among, type(project).objects.for_cards()
        )
    }
    return {
        "by_country": [pages[position] for position in by_country if position in pages],
        "by_way": [pages[position] for position in by_way if position in pages],
    }


def news_about(project: "ProjectPage") -> list[Page]:
    """The latest first, each once, in the reader's language if there is a translation."""
    links = (
        type(project)
        ._meta.get_field("news_links")
        .related_model._default_manager.filter(
            project__translation_key=project.translation_key, page__live=True, page__alias_of=None
        )
        .exclude(is_private("page__"))
        .select_related("page__locale", "page__image")
        .prefetch_related(card_renditions("page__"))
    )
    found: dict[Any, Page] = {}
    for link in sorted(links, key=lambda link: (link.page.locale_id != project.locale_id, link.page_id)):
        found.setdefault(link.page.translation_key, link.page)
    news = sorted(found.values(), key=lambda page: page.date, reverse=True)
    attach_terms(news, project.language)
    return news


def news_in_region(region_pk: int, locale: Locale) -> list[Page]:
    """The latest about any of the region's countries, each once, in the best language for the reader."""
    tags = Country._meta.get_field("news_items").related_model._default_manager
    news_pages = tags.model._meta.get_field("content_object").related_model.objects
    about = Exists(tags.filter(content_object=OuterRef("pk"), tag__region=region_pk))
    news = list(
        news_pages.in_best_language(locale).public().filter(about).latest_first().defer_streamfields()[:SHOWN]
    )
    attach_terms(news, locale.language_code)
    return news
