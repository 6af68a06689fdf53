"""What the site's feeds share: each is that of a list page, and there is one in every language."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .figures import with_figures
from .file_values import fit_for_xml
from .models import BasePage
from .site_structure import public_list_page


def printed(text: str) -> str:
    """A text with its figures, fit for XML."""
    return fit_for_xml(with_figures(text, get_language() or settings.LANGUAGE_CODE))


def entry_id(page: BasePage) -> str:
    """The same in every language: who reads two of the feeds has the item once."""
    return f"{settings.SITE_URL}/#{page.translation_key}"


class ListFeed(Feed):
    """A feed with the title, lead and address of its list page; 404 where that is not live and public.

    A subclass says whose list it is (``list_model``), what its file is called, and gives the items, which
    are pages.
    """

    feed_type: type[Rss201rev2Feed] | type[Atom1Feed] = Atom1Feed
    list_model: ClassVar[type[BasePage]]
    file_name: ClassVar[str]
    author_name = "MIEUX+"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return public_list_page(self.list_model)

    def title(self, index: Any) -> str:
        return f"MIEUX+ – {printed(index.title)}"

    def link(self, index: Any) -> str:
        return index.full_address

    def description(self, index: Any) -> str:
        return printed(index.lead)

    def subtitle(self, index: Any) -> str:
        return printed(index.lead)

    def feed_url(self, index: Any) -> str:
        return f"{index.full_address}{self.file_name}"

    def item_title(self, item: Any) -> SafeString:
        return SafeString(printed(self.item_name(item)))  # text, not HTML, in both formats

    def item_name(self, item: Any) -> str:
        return item.title

    def item_description(self, item: Any) -> str:
        return escape(printed(self.item_summary(item)))  # HTML in both formats

    def item_summary(self, item: Any) -> str:
        return item.lead

    def item_categories(self, item: Any) -> list[str]:
        return [printed(name) for name in self.item_tags(item)]

    def item_tags(self, item: Any) -> list[str]:
        return []

    def item_link(self, item: Any) -> str:
        return item.full_address

    def item_guid(self, item: Any) -> str:
        return entry_id(item)

    item_guid_is_permalink = False

    def item_pubdate(self, item: Any) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Any) -> datetime | None:
        return item.last_published_at or self.item_pubdate(item)
