"""Private links to a request: signed, for a time, and void once another has been made in their place."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from .models import AssistanceRequest

SALT = "assistance.follow"


def token_for(request: AssistanceRequest) -> str:
    return signing.TimestampSigner(salt=SALT).sign_object([request.pk, request.link_version])


def request_of(token: str) -> AssistanceRequest | None:
    """The request that a private link leads to; None where the link is wrong, too old, or void.

    A query is made for a wrong link too, so that it takes as long.
    """
    try:
        pk, version = signing.TimestampSigner(salt=SALT).unsign_object(
            token, max_age=settings.REQUEST_LINK_DAYS * 24 * 60 * 60
        )
    except (signing.BadSignature, ValueError, TypeError):
        pk, version = 0, 0
    return (
        AssistanceRequest.objects.filter(pk=pk, link_version=version, anonymised_at=None)
        .select_related("country")
        .first()
    )


def follow_path(request: AssistanceRequest, language: str | None = None) -> str:
    with translation.override(language or request.language):
        return reverse("assistance:follow", kwargs={"token": token_for(request)})


def follow_address(request: AssistanceRequest) -> str:
    """With the host, for an e-mail, in the language that the partner is answered in."""
    return settings.SITE_URL + follow_path(request)
