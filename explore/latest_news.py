"""The latest news about something, and where the rest of it is."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Locale

from core.page_lists import ListedPage
from core.site_structure import list_page_path
from news.models import NewsIndexPage, NewsPage

SHOWN = 3


@dataclass(frozen=True)
class LatestNews:
    items: list[ListedPage]
    """Each once, in the reader's language if there is a translation."""
    all_path: str
    """The list of all of it, where there may be more; else empty."""


def latest_news(locale: Locale, about: Q, query: str) -> LatestNews:
    """``query``: what narrows the list of news down to the same, ``?country=ml``. One query."""
    language = locale.language_code
    news = NewsPage.objects.in_best_language(locale).public().filter(about).latest_first()
    items = news[:SHOWN].listed(language)
    all_news = list_page_path(NewsIndexPage, language)
    return LatestNews(items, f"{all_news}{query}" if all_news and len(items) == SHOWN else "")
