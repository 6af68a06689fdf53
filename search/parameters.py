"""What a search is for. Its state is the address: ``?q=labour&type=project&page=2``."""

from dataclasses import dataclass

from django.http import QueryDict

from core.list_parameters import ListParameters, query_of

from .results import BY_CODE

PARAMETERS = frozenset({"q", "type", "page"})


@dataclass(frozen=True)
class SearchParameters:
    text: str = ""
    kind: str = ""
    """The code of a kind of page; empty for all."""
    page: int = 1
    """The sheet that was asked for; there may be fewer."""

    @classmethod
    def from_parameters(cls, parameters: QueryDict) -> "SearchParameters":
        given = ListParameters(parameters)
        return cls(given.text("q"), given.value("type", BY_CODE), given.sheet())

    def query(self, page: int = 1) -> str:
        """``?q=labour&page=2``, or nothing."""
        return self._query(self.kind, page)

    def query_with(self, kind: str) -> str:
        """The same words among the pages of one kind, or of all."""
        return self._query(kind)

    def _query(self, kind: str, page: int = 1) -> str:
        return query_of([("q", self.text), ("type", kind), ("page", str(page) if page > 1 else "")])
