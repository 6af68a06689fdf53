"""How often a client may ask for a file."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from core.client_address import client_key
from core.rate_limits import taken


def refused(request: HttpRequest) -> HttpResponse | None:
    """Counts the request; an answer where the client has had its share of the minute."""
    seconds = taken("open-data", client_key(request), limit=settings.FILES_A_MINUTE, seconds=60)
    if not seconds:
        return None
    text = ngettext(
        "You have asked for many files in a short time. Please try again in %(seconds)d second.",
        "You have asked for many files in a short time. Please try again in %(seconds)d seconds.",
        seconds,
    )
    return HttpResponse(
        text % {"seconds": seconds} + "\n",
        status=HTTPStatus.TOO_MANY_REQUESTS,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(seconds), "Cache-Control": "no-store"},
    )
