"""The formats that a list of projects can be had in. Their names stand in addresses: never change one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.tables import CSV

from .atom import atom_parts
from .iati import iati_parts, positions_told
from .json_file import json_parts
from .selection import Selection
from .tables import table_parts, workbook_parts


@dataclass(frozen=True)
class Format:
    name: str
    file_name: str
    """Last part of its address."""
    label: Promise
    use: Promise
    """What it is good for."""
    content_type: str
    parts: Callable[[Selection], Iterable[str] | Iterable[bytes]]
    is_table: bool = False
    """Saved by the browser, which cannot show it."""
    is_for_all: bool = True
    """Whether any project can be told in it."""
    holds: Callable[[Selection], bool] = lambda selection: True
    """Whether there can be such a file of a selection."""

    @property
    def address(self) -> str:
        """Below the host, in the active language."""
        return reverse(f"projects_{self.name}")

    @property
    def media_type(self) -> str:
        return self.content_type.split(";")[0]


FORMATS: tuple[Format, ...] = (
    Format(
        "csv",
        "projects.csv",
        _("Table (CSV)"),
        _("For any spreadsheet and any statistics program: a row a project."),
        CSV,
        table_parts,
        is_table=True,
    ),
    Format(
        "xlsx",
        "projects.xlsx",
        _("Table (Excel)"),
        _("The same for Excel and LibreOffice, with a second sheet that explains the columns."),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook_parts,
        is_table=True,
    ),
    Format(
        "json",
        "projects.json",
        _("Data (JSON)"),
        _(
            "For programs: the same fields, with real lists. A program may ask for it again and again, "
            "within the limit given below."
        ),
        "application/json",
        json_parts,
    ),
    Format(
        "atom",
        "atom.xml",
        _("Feed (Atom)"),
        _("For a feed reader: subscribe to a filter to hear of new projects that match it."),
        "application/atom+xml; charset=utf-8",
        atom_parts,
    ),
    Format(
        "iati",
        "projects.iati.xml",
        _("Aid activities (IATI)"),
        _("For platforms of development aid: the standard of the International Aid Transparency Initiative."),
        "application/xml; charset=utf-8",
        iati_parts,
        is_for_all=False,
        holds=lambda selection: bool(positions_told(selection)),
    ),
)
