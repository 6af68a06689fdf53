"""How often a client may ask for a file."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django_ratelimit.core import get_usage

from core.client_address import client_key


def refused(request: HttpRequest) -> HttpResponse | None:
    """Counts the request; an answer where the client has had its share of the minute."""
    usage = get_usage(
        request,
        group="open-data",
        key=lambda group, request: client_key(request),
        rate=f"{settings.FILES_A_MINUTE}/m",
        increment=True,
    )
    if not usage or not usage["should_limit"]:
        return None
    seconds = max(usage["time_left"], 1)
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
