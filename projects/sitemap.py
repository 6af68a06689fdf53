"""The map of projects in ``/sitemap.xml``, which is no page of Wagtail's."""

from core.site_structure import language_homes
from core.sitemap import Entry, PageSitemap

from .models.project_index_page import MAP, finder_path


class MapSitemap(PageSitemap):
    def items(self) -> list[Entry]:
        lists = {language: finder_path(language) for language in language_homes()}
        paths = {language: path + MAP for language, path in lists.items() if path}
        return [Entry(paths, None)] if paths else []
