"""Figures as texts print them: those of the fact register, and those counted from published pages.

A text refers to a figure by its code in double square brackets: ``[[requests]]`` prints it,
``[[requests:date]]`` the month it is true of. What is printed is looked up when the page is, so a figure
that staff correct is right at once in every text and language.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from .caching import kept_while_current
from .cldr import cldr_locale
from .models.figure import Figure

REFERENCE = re.compile(r"\[\[(?P<code>[a-z][a-z0-9-]*)(?P<date>:date)?\]\]")
# What an editor must have meant as one: [[Requests]], [[ requests ]], [[dépenses]]. Never a part of JSON,
# in which bodies are looked at, and which writes é as \u00e9, or with more backslashes.
_ESCAPED = r"\\+u([0-9a-fA-F]{4})"
_MEANT_AS_REFERENCE = re.compile(rf"\[\[(?:[^\[\]{{}}\"\\\n]|{_ESCAPED}){{1,80}}\]\]")


@dataclass(frozen=True)
class PrintedFigure:
    """A figure in a reader's language."""

    code: str
    text: str
    """The number as the language writes it, or the figure in words."""
    label: str
    as_of: str
    """The month it is true of; empty for what is counted now, on this site."""
    source: str
    url: str


@dataclass(frozen=True)
class CountedFigure:
    """A figure that the site counts of what is published."""

    code: str
    label: str | Promise
    count: Callable[[], int]


_counted: dict[str, CountedFigure] = {}


def register_counted(figure: CountedFigure) -> None:
    """Offer a counted figure to texts and blocks. For an app's ``ready()``."""
    _counted[figure.code] = figure


def is_counted(code: str) -> bool:
    return code in _counted


@kept_while_current
def figures_in(language: str) -> dict[str, PrintedFigure]:
    """Every figure by its code, in ``language``, else in the site's own."""
    cldr = cldr_locale(language)
    preference = list(dict.fromkeys([settings.LANGUAGE_CODE, language]))
    rows = Figure.objects.filter(live=True, locale__language_code__in=preference).select_related("locale")
    found: dict[str, PrintedFigure] = {}
    for row in sorted(rows, key=lambda row: (preference.index(row.locale.language_code), row.pk)):
        text = row.wording or format_decimal(row.value or 0, locale=cldr)
        as_of = format_skeleton("yMMMM", row.as_of, locale=cldr)
        found[row.code] = PrintedFigure(row.code, text, row.label, as_of, row.source, row.url)
    with translation.override(language):
        for counted in _counted.values():
            text = format_decimal(counted.count(), locale=cldr)
            found[counted.code] = PrintedFigure(counted.code, text, str(counted.label), "", "", "")
    return found


def figure_choices() -> list[tuple[str, str]]:
    """Every figure that an editor may choose, by code."""
    return [
        (figure.code, f"{figure.text} {figure.label}")
        for figure in figures_in(settings.LANGUAGE_CODE).values()
    ]


def with_figures(text: str, language: str, safe: Callable[[str], str] = str) -> str:
    """The text with every reference replaced by its figure, which ``safe`` makes safe where it stands."""
    if "[[" not in text:
        return text
    figures = figures_in(language)

    def printed(reference: re.Match) -> str:
        figure = figures.get(reference["code"])
        if figure is None:
            return ""
        return safe(figure.as_of if reference["date"] else figure.text)

    return REFERENCE.sub(printed, text)


def unknown_figures(texts: Iterable[str]) -> list[str]:
    """References in the texts that no figure answers, as they were written."""
    written = {meant[0] for text in texts for meant in _MEANT_AS_REFERENCE.finditer(text)}
    if not written:  # as in most texts that are saved: the figures, some of them counted, are not read
        return []
    known = figures_in(settings.LANGUAGE_CODE)
    unknown = set()
    for meant in written:
        reference = REFERENCE.fullmatch(meant)
        if reference is None or reference["code"] not in known:
            unknown.add(re.sub(_ESCAPED, lambda escaped: chr(int(escaped[1], 16)), meant))
    return sorted(unknown)
