"""Countries, objectives, themes: a list of each, and a page for each of them."""

from .country_index_page import CountryIndexPage
from .objective_index_page import ObjectiveIndexPage
from .term_index_page import TermIndexPage
from .theme_index_page import ThemeIndexPage

INDEX_PAGES: tuple[type[TermIndexPage], ...] = (CountryIndexPage, ObjectiveIndexPage, ThemeIndexPage)

__all__ = ["INDEX_PAGES", "CountryIndexPage", "ObjectiveIndexPage", "TermIndexPage", "ThemeIndexPage"]
