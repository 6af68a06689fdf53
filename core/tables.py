"""Tables to take away, as CSV that a spreadsheet opens rightly and cannot be made to run."""

import csv
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's old character set, and breaks every accent."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """The value as text that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    text = "" if value is None else str(value)
    if text.startswith(("\t", "\r", "\n")) or text.lstrip().startswith(_STARTS_A_FORMULA):
        return f"'{text}"
    return text


def csv_response(columns: Sequence[str], rows: Iterable[Sequence[object]], file_name: str) -> HttpResponse:
    """UTF-8 with a byte order mark, comma, every cell in quotes, CRLF (RFC 4180)."""
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    writer = csv.writer(response, quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return response
