"""Figures and tables."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue

from core.figures import figure_choices, figures_in


class FigureChoiceBlock(blocks.ChoiceBlock):
    """One figure of the register, or one that the site counts; stored as its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": figure_choices, "label": _("Figure"), **kwargs})

    def get_searchable_content(self, value: str) -> list[str]:
        # It would be the figure of today, in the editor's language.
        return []

    def deconstruct(self) -> tuple[str, list, dict[str, Any]]:
        # The choices are data: no migration should hold them.
        return "wagtail.blocks.ChoiceBlock", [], {"choices": []}


class FiguresBlock(blocks.StructBlock):
    """Figures side by side, with their dates and sources. None is typed: they are chosen."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=255)
    figures = blocks.ListBlock(
        FigureChoiceBlock(),
        label=_("Figures"),
        help_text=_("From the register (Settings → Figures), or counted by the site."),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        known = figures_in(get_language() or settings.LANGUAGE_CODE)
        shown = [known[code] for code in value["figures"] or [] if code in known]
        # One line of source for figures that share it.
        sources = {(figure.as_of, figure.source, figure.url): figure for figure in shown if figure.source}
        return super().get_context(value, parent_context=parent_context) | {
            "figures": shown,
            "sources": list(sources.values()),
            "some_are_counted": any(not figure.source for figure in shown),
        }

    class Meta:
        label = _("Figures")
        icon = "order"
        template = "core/blocks/figures.html"


class TableBlock(TypedTableBlock):
    """A table of texts and numbers. wagtail-localize knows no tables: their texts are handed to it here."""

    text = blocks.CharBlock(label=_("Text"), required=False, default="")
    number = blocks.CharBlock(
        label=_("Number"), required=False, default="", help_text=_("Written as usual in the page’s language.")
    )

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """Each text once, at a place made from the text: rows and columns can be moved and added."""
        return [StringSegmentValue(_place(text), text) for text in dict.fromkeys(_texts(table)) if text]

    def restore_translated_segments(
        self, table: TypedTable, segments: list[StringSegmentValue]
    ) -> TypedTable:
        translated = {segment.path: segment.render_text() for segment in segments}

        def in_language(text: str) -> str:
            return translated.get(_place(text), text)

        return TypedTable(
            columns=[column | {"heading": in_language(column["heading"])} for column in table.columns],
            row_data=[{"values": [in_language(cell) for cell in row["values"]]} for row in table.row_data],
            caption=in_language(table.caption),
        )

    class Meta:
        label = _("Table")
        icon = "table"
        template = "core/blocks/table.html"


def _texts(table: TypedTable) -> list[str]:
    cells = [cell for row in table.row_data for cell in row["values"]]
    return [table.caption, *(column["heading"] for column in table.columns), *cells]


def _place(text: str) -> str:
    return f"t{sha256(text.encode()).hexdigest()[:16]}"
