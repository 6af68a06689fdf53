"""News for those who subscribe: Atom and RSS, one of each per language."""

from datetime import UTC, datetime, time

from django.utils.feedgenerator import Rss201rev2Feed

from core.feeds import ListFeed
from vocabularies.tagging import attach_terms

from .models import NewsIndexPage, NewsPage

ITEMS = 30


class NewsAtom(ListFeed):
    """The latest news in the language of the address, else in the best there is."""

    list_model = NewsIndexPage
    file_name = "atom.xml"

    def items(self, index: NewsIndexPage) -> list[NewsPage]:
        news = list(
            NewsPage.objects.in_best_language(index.locale)
            .public()
            .latest_first()
            .defer_streamfields()[:ITEMS]
        )
        attach_terms(news, index.language)
        return news

    def item_tags(self, item: NewsPage) -> list[str]:
        return [term.choice_label for name in ("countries", "objectives") for term in item.terms[name]]

    def item_pubdate(self, item: NewsPage) -> datetime:
        return datetime.combine(item.date, time(), UTC)


class NewsRss(NewsAtom):
    feed_type = Rss201rev2Feed
    file_name = "rss.xml"
