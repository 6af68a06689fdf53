"""Where a project leads on to: others like it, and news about it. Both need its terms attached."""

from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from core.privacy import is_private
from images.pages import card_renditions
from vocabularies.tagging import attach_terms

if TYPE_CHECKING:
    from .models import ProjectPage

SHOWN = 3
LOOKED_AT = 50


def related_projects(project: "ProjectPage") -> dict[str, list["ProjectPage"]]:
    """Others, once each: in one of its countries (``"by_country"``), else by its ways (``"by_way"``)."""
    related = list(
        type(project)
        .objects.in_best_language(project.locale)
        .public()
        .exclude(translation_key=project.translation_key)
        .with_any(
            countries=[term.tag for term in project.terms["countries"]],
            mechanisms=[term.tag for term in project.terms["mechanisms"]],
        )
        .latest_first()
        .defer_streamfields()[:LOOKED_AT]
    )
    attach_terms(related, project.language)
    own = set(project.terms["countries"])
    by_country = [other for other in related if own.intersection(other.terms["countries"])]
    by_way = [other for other in related if other not in by_country]
    return {"by_country": by_country[:SHOWN], "by_way": by_way[:SHOWN]}


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
