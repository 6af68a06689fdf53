"""The Unicode CLDR's data for a language, through Babel."""

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language

BRITISH = {"en": "en-GB"}
"""The site's English is British: 2 December 2020; Kyrgyzstan, Mauritius and Niger."""
_HYPHENATING = {"es", "fr"}
"""Languages in which administrations write ``2014-2022``: the dash that CLDR has is printers' use there."""


def cldr_locale(language: str | None = None) -> Locale:
    """CLDR's locale for ``language``, by default the active one; the site's own where CLDR knows none."""
    try:
        wanted = language or get_language() or settings.LANGUAGE_CODE
        return Locale.parse(BRITISH.get(wanted, wanted), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(BRITISH.get(settings.LANGUAGE_CODE, settings.LANGUAGE_CODE), sep="-")


def span_of_years(first: int, last: int) -> str:
    """``2014–2022``, in the active language; one year as itself."""
    if first == last:
        return str(first)
    return f"{first}{'-' if cldr_locale().language in _HYPHENATING else '–'}{last}"
