"""Tables to take away, as CSV that a spreadsheet opens rightly and cannot be made to run."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from .streaming import Draft

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's old character set, and breaks every accent."""
CSV = "text/csv; charset=utf-8"

_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    text = "" if value is None else str(value)
    if text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_STARTS_A_FORMULA):
        return f"'{text}"
    return text


def csv_parts(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """UTF-8 with a byte order mark, comma, every cell in quotes, CRLF (RFC 4180); rows are read as needed."""
    draft = Draft(newline="")
    draft.write(BYTE_ORDER_MARK)
    writer = csv.writer(draft, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(value) for value in row])
        if draft.is_enough:
            yield draft.taken()
    yield draft.taken()
