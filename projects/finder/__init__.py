"""The finder: the whole portfolio, narrowed down by what stands in an address.

``portfolio`` holds every public project's facts as bitsets; ``facets`` says what can be chosen; ``filters``
reads an address; ``finding`` puts them together: ``find(request.GET, "fr")``.
"""

from .filters import PARAMETERS, ProjectFilter
from .finding import Finding, find
from .pages import listed_at, pages_at
from .portfolio import Portfolio, portfolio

__all__ = [
    "PARAMETERS",
    "Finding",
    "Portfolio",
    "ProjectFilter",
    "find",
    "listed_at",
    "pages_at",
    "portfolio",
]
