"""The pages of countries, objectives and themes in ``/sitemap.xml``, which are no pages of Wagtail's."""

from core.site_structure import language_homes
from core.sitemap import Entry, PageSitemap
from vocabularies.catalogue import catalogue
from vocabularies.term_pages import term_path

from .models import INDEX_PAGES


class TermSitemap(PageSitemap):
    def items(self) -> list[Entry]:
        """Each with its addresses by language; a term that has a page of Wagtail's is listed with those."""
        entries: dict[tuple[str, str], Entry] = {}
        for model in INDEX_PAGES:
            for language in language_homes():
                terms = catalogue(language).of(model.vocabulary)
                for code, path in model.term_paths(language).items():
                    term = terms.by_slug(code)
                    if term and term_path(term, language) == path:
                        entry = entries.setdefault((model.__name__, code), Entry({}, None))
                        entry.paths[language] = path
        return list(entries.values())
