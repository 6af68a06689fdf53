"""The table, a family of attacks a module."""

from collections.abc import Iterator

from ..row import Row
from . import addresses, admin, caches, files, forms, headers, lists, methods

FAMILIES = {
    module.__name__.rpartition(".")[2]: module.rows
    for module in (addresses, lists, headers, methods, forms, files, caches, admin)
}


def all_rows() -> Iterator[tuple[str, Row]]:
    """Each with the name of its family."""
    for name, rows in FAMILIES.items():
        for row in rows():
            yield name, row
