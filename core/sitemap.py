"""``/sitemap.xml``: every public page in every language, each with its translations."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.utils.translation import get_language
from wagtail.models import Page

from .privacy import is_private
from .site_structure import language_homes


@dataclass
class Entry:
    """One page with its addresses by language."""

    paths: dict[str, str]
    changed: datetime | None


class PageSitemap(Sitemap):
    i18n = True
    alternates = True
    protocol = urlsplit(settings.SITE_URL).scheme
    limit = 10_000

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_languages_for_item(self, item: Entry) -> list[str]:
        return list(item.paths)

    def items(self) -> list[Entry]:
        homes = language_homes()
        by_locale = {home.locale.pk: home for home in homes.values()}
        entries: dict[object, Entry] = {}
        rows = (
            Page.objects.live()
            .exclude(is_private())
            .filter(alias_of=None, locale_id__in=by_locale)
            .order_by("path")
            .values_list("translation_key", "locale_id", "url_path", "last_published_at")
        )
        for key, locale_id, url_path, changed in rows:
            home = by_locale[locale_id]
            if not url_path.startswith(home.url_path):
                continue
            entry = entries.setdefault(key, Entry({}, changed))
            entry.paths[home.language] = home.path_of(url_path)
            if changed and (entry.changed is None or changed > entry.changed):
                entry.changed = changed
        return list(entries.values())

    def location(self, item: Entry) -> str:
        return item.paths[get_language() or settings.LANGUAGE_CODE]

    def lastmod(self, item: Entry) -> datetime | None:
        return item.changed
