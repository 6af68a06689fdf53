"""The languages a reader can be answered in, and the one a reader prefers."""

from babel import negotiate_locale
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from .errors import INTERFACE_LANGUAGES
from .site_structure import live_languages


def language_from_path(path: str) -> str | None:
    """The live language that an address starts with: ``/fr/projects/`` is ``fr``.

    While the database cannot say which are live, the address is taken at its word: what somebody has typed
    into a form is then still answered by the form's own view.
    """
    prefix = path.lstrip("/").split("/", 1)[0]
    try:
        return prefix if prefix in live_languages() else None
    except (OperationalError, InterfaceError):
        return prefix if prefix in INTERFACE_LANGUAGES else None


def preferred_language(request: HttpRequest) -> str:
    """The live language that the browser prefers, else the site's default."""
    wanted = [code for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", ""))]
    available = list(live_languages())
    chosen = negotiate_locale(wanted, [code.lower() for code in available], sep="-")
    for code in available:
        if chosen and code.lower() == chosen.lower():
            return code
    return settings.LANGUAGE_CODE
