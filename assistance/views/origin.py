"""Forms are taken from this site's own pages only, as far as the browser says where they come from."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def refuse_other_sites(request: HttpRequest) -> None:
    """Raise PermissionDenied where another site's page made the browser send a form.

    Browsers say so since 2020 (``Sec-Fetch-Site``), before that most of them by ``Origin``. "same-site" is
    refused too: another host's pages have no business here. "none" is the reader's own doing.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    said = request.headers.get("Sec-Fetch-Site", "")
    if said and said not in ("same-origin", "none"):
        raise PermissionDenied
    origin = request.headers.get("Origin", "")
    # "null" is what a page without a referrer sends: these pages ask for that themselves.
    if not said and origin not in ("", "null") and _host_of(origin) != request.get_host():
        raise PermissionDenied


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
