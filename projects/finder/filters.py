"""What a reader narrows the portfolio down to. Its state is the address, the same in every language:
``?q=data&country=ml&country=ne&objective=gcm-5&way=way-5&sort=title&page=2``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.list_parameters import ListParameters, query_of

from .facets import FACETS
from .portfolio import Portfolio

SORTS: dict[str, Promise] = {
    "date": _("Latest first"),
    "country": _("By country"),
    "title": _("By title"),
}
BY_DATE = "date"
PARAMETERS = frozenset({"q", "sort", "page", *(facet.name for facet in FACETS)})


@dataclass(frozen=True)
class ProjectFilter:
    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The codes by facet, only of facets that have any: one of them is enough for a project to be found."""
    sort: str = BY_DATE
    page: int = 1
    """The sheet that was asked for; there may be fewer."""

    @classmethod
    def from_parameters(cls, parameters: QueryDict, portfolio: Portfolio) -> "ProjectFilter":
        """Only values that some project has are understood."""
        given = ListParameters(parameters)
        # In one order, so that one state has one address.
        chosen = {
            facet.name: tuple(sorted(given.values(facet.name, facet.sets(portfolio)))) for facet in FACETS
        }
        return cls(
            text=given.text("q"),
            chosen={name: codes for name, codes in chosen.items() if codes},
            sort=given.value("sort", SORTS) or BY_DATE,
            page=given.sheet(),
        )

    @property
    def is_active(self) -> bool:
        return bool(self.text or self.chosen)

    def codes(self) -> Iterator[tuple[str, str]]:
        """What narrows down, as name and value of the address."""
        if self.text:
            yield "q", self.text
        for name, codes in self.chosen.items():
            for code in codes:
                yield name, code

    def query(self, page: int = 1) -> str:
        """The whole state: ``?country=ml&page=2``, or nothing."""
        return self._query(list(self.codes()), page)

    def query_without(self, name: str, code: str = "") -> str:
        """Without one value, or without all of a facet's."""
        return self._query([pair for pair in self.codes() if pair[0] != name or (code and pair[1] != code)])

    def query_with_only(self, name: str, code: str) -> str:
        """With one value of a facet in the place of those that are chosen."""
        chosen = {**self.chosen, name: (code,)}
        in_order = {facet.name: chosen[facet.name] for facet in FACETS if facet.name in chosen}
        return replace(self, chosen=in_order).query()

    def query_sorted(self, sort: str) -> str:
        return self._query(list(self.codes()), sort=sort)

    def _query(self, codes: list[tuple[str, str]], page: int = 1, sort: str = "") -> str:
        sort = sort or self.sort
        order = [("sort", sort)] if sort != BY_DATE else []
        return query_of([*codes, *order, *([("page", str(page))] if page > 1 else [])])
