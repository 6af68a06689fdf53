"""News for those who subscribe: Atom and RSS, one of each per language."""

from datetime import UTC, datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.site_structure import LanguageHome, language_homes

from .models import NewsIndexPage, NewsPage

ITEMS = 30


class NewsRss(Feed):
    """The latest news in the language of the address, else in the best there is."""

    feed_type: type[Rss201rev2Feed] | type[Atom1Feed] = Rss201rev2Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NewsIndexPage:
        home = self._home()
        index = NewsIndexPage.objects.live().filter(locale=home.locale).first() if home else None
        if index is None:
            raise Http404
        return index

    def _home(self) -> LanguageHome | None:
        return language_homes().get(get_language() or "")

    def title(self, index: NewsIndexPage) -> str:
        return f"MIEUX+ – {index.title}"

    def link(self, index: NewsIndexPage) -> str:
        return index.full_address

    def description(self, index: NewsIndexPage) -> str:
        return index.lead

    def feed_url(self, index: NewsIndexPage) -> str:
        return f"{index.full_address}{self.file_name}"

    file_name = "rss.xml"

    def items(self, index: NewsIndexPage) -> list[NewsPage]:
        return list(
            NewsPage.objects.in_best_language(index.locale)
            .public()
            .latest_first()
            .defer_streamfields()[:ITEMS]
        )

    def item_title(self, item: NewsPage) -> SafeString:
        return SafeString(item.title)

    def item_description(self, item: NewsPage) -> str:
        return item.lead

    def item_link(self, item: NewsPage) -> str:
        return item.full_address

    def item_guid(self, item: NewsPage) -> str:
        return f"{settings.SITE_URL}/#{item.translation_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: NewsPage) -> datetime:
        return datetime.combine(item.date, time(), UTC)


class NewsAtom(NewsRss):
    feed_type = Atom1Feed
    file_name = "atom.xml"

    def subtitle(self, index: NewsIndexPage) -> str:
        return index.lead
