"""The tables: CSV, and a workbook (XLSX) with a second sheet that says what its columns mean."""

import tempfile
from collections.abc import Iterator
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from core.tables import csv_parts

from .fields import FIELDS, NAMES_OF_FIELDS
from .json_file import footnoted_countries
from .publication import LICENCE, LICENCE_ADDRESS, PROGRAMME, last_change
from .records import Record, records
from .selection import Selection

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook can hold."""
_PART = 64 * 1024


def table_parts(selection: Selection) -> Iterator[str]:
    return csv_parts(NAMES_OF_FIELDS, map(_row, records(selection)))


def workbook_parts(selection: Selection) -> Iterator[bytes]:
    """Written row by row to a file on disk, and sent from there."""
    with tempfile.TemporaryFile() as file:
        _write_workbook(selection, file)
        file.seek(0)
        while part := file.read(_PART):
            yield part


def _row(record: Record) -> list[str]:
    return [field.in_table(record[field.name]) for field in FIELDS]


def _write_workbook(selection: Selection, file: IO[bytes]) -> None:
    # Texts are texts: no formula, no link, no number is made of what an editor wrote.
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        # The same selection makes the same file until something changes.
        book.set_properties({"title": PROGRAMME, "company": PROGRAMME, "created": _created()})
        heading = book.add_format({"bold": True})
        projects = book.add_worksheet(_("Projects")[:31])
        projects.freeze_panes(1, 1)
        for column, field in enumerate(FIELDS):
            projects.set_column(column, column, field.kind.width)
            projects.write_string(0, column, field.name, heading)
        rows = 0
        for rows, record in enumerate(records(selection), 1):
            for column, text in enumerate(_row(record)):
                if text:
                    projects.write_string(rows, column, text[:LONGEST_CELL])
        projects.autofilter(0, 0, rows, len(FIELDS) - 1)
        _write_explanations(book.add_worksheet(_("Explanations")[:31]), selection, heading)


def _write_explanations(sheet: Any, selection: Selection, heading: Any) -> None:
    changed = last_change()
    lines = [
        (PROGRAMME, selection.address),
        (_("Licence"), f"{LICENCE}, {LICENCE_ADDRESS}"),
        (_("Last change"), changed.date().isoformat() if changed else ""),
        *((term.name, term.footnote) for term in footnoted_countries(selection)),
        ("", ""),
        *((field.name, str(field.explanation)) for field in FIELDS),
    ]
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    for row, (name, text) in enumerate(lines):
        sheet.write_string(row, 0, name, heading)
        sheet.write_string(row, 1, text)


def _created() -> Any:
    changed = last_change()
    return changed.replace(tzinfo=None) if changed else None
