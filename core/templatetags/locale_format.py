"""Dates, lists and language names as the reader's language writes them (CLDR, through Babel)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from django import template
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info

from core.cldr import cldr_locale, span_of_years

register = template.Library()


@register.filter
def month(value: date | None) -> str:
    """``avril 2014``."""
    return format_skeleton("yMMMM", value, locale=cldr_locale()) if value else ""


@register.filter
def full_date(value: date | None) -> str:
    """``2 décembre 2020``; the first day of a month is ``1er`` in French, which CLDR does not say."""
    if not value:
        return ""
    cldr = cldr_locale()
    written = format_date(value, "long", locale=cldr)
    return f"1er{written[1:]}" if cldr.language == "fr" and value.day == 1 else written


@register.filter
def until_year(first: int, last: int) -> str:
    """``2014-2022``."""
    return span_of_years(first, last)


@register.filter
def day_and_time(value: datetime | None) -> str:
    """``2 décembre 2020, 14:05``, in the site's time zone."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{full_date(local)}, {format_time(local, 'short', locale=cldr_locale())}"


@register.filter
def listed(values: Iterable[Any]) -> str:
    """``Belize, Costa Rica y El Salvador``."""
    return format_list([str(value) for value in values], locale=cldr_locale())


@register.filter
def language_name(code: str) -> str:
    """A language's name in the reader's language: ``anglais``."""
    return cldr_locale().languages.get(code.split("-")[0], code)


@register.filter
def own_name(code: str) -> str:
    """A language's name in itself: ``Français``."""
    try:
        return capfirst(get_language_info(code)["name_local"])
    except KeyError:
        return code
