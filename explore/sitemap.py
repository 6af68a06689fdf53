"""The pages of countries, objectives and themes in ``/sitemap.xml``, which are no pages of Wagtail's."""

from core.site_structure import language_homes
from core.sitemap import Entry, PageSitemap
from vocabularies.catalogue import catalogue

from .models import INDEX_PAGES


class TermSitemap(PageSitemap):
    def items(self) -> list[Entry]:
        """Each with its addresses by language; a term that has a page of Wagtail's is listed with those."""
        entries: dict[tuple[str, str], Entry] = {}
        for model in INDEX_PAGES:
            for language in language_homes():
                own = model.term_paths(language)
                for term in catalogue(language).of(model.vocabulary):
                    if term.page_path and term.page_path == own.get(term.slug):
                        entry = entries.setdefault((model.__name__, term.slug), Entry({}, None))
                        entry.paths[language] = term.page_path
        return list(entries.values())
