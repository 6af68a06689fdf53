"""``/.well-known/security.txt``: whom to tell of a weakness (RFC 9116)."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from .errors import INTERFACE_LANGUAGES

TYPE = "text/plain; charset=utf-8"
PATH = "/.well-known/security.txt"
VALID_FOR = timedelta(days=90)
"""From the day on which it is read: the address is in the settings of a site that is looked after."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """404 where the settings name nobody (``SECURITY_CONTACT``)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = datetime.combine(timezone.now().date() + VALID_FOR, time(), UTC)
    lines = [f"Contact: {contact}" for contact in settings.SECURITY_CONTACT]
    lines.append(f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}")
    lines.append(f"Preferred-Languages: {', '.join(INTERFACE_LANGUAGES)}")
    if settings.SITE_URL.startswith("https://"):
        lines.append(f"Canonical: {settings.SITE_URL}{PATH}")
    return HttpResponse("\n".join(lines) + "\n", content_type=TYPE)
