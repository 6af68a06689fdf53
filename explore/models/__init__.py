"""Countries, objectives, themes: a list of each, and a page for each of them. And the open data."""

from .country_index_page import CountryIndexPage
from .objective_index_page import ObjectiveIndexPage
from .open_data_page import OpenDataPage
from .term_index_page import TermIndexPage
from .theme_index_page import ThemeIndexPage

INDEX_PAGES: tuple[type[TermIndexPage], ...] = (CountryIndexPage, ObjectiveIndexPage, ThemeIndexPage)

__all__ = [
    "INDEX_PAGES",
    "CountryIndexPage",
    "ObjectiveIndexPage",
    "OpenDataPage",
    "TermIndexPage",
    "ThemeIndexPage",
]
