"""Made-up projects by the thousand, to see how the site bears them: ``manage.py make_portfolio``."""

from .facts import VocabulariesMissing, portfolio
from .storing import MOST, AlreadyThere, NowhereToPut, index_for_search, remove, store

__all__ = [
    "MOST",
    "AlreadyThere",
    "NowhereToPut",
    "VocabulariesMissing",
    "index_for_search",
    "portfolio",
    "remove",
    "store",
]
