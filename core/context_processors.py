"""What every template may print."""

from django.conf import settings
from django.http import HttpRequest


def site_url(request: HttpRequest) -> dict[str, str]:
    """``site_url``: the site's address, without a slash at its end."""
    return {"site_url": settings.SITE_URL}
