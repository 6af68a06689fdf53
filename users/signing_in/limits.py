"""How often one may try: whoever is past it gets a 429 that says when to come back, and nothing else.

django-axes counts wrong passwords of a name from an address; all attempts from an address, and those at a
second factor, are counted by ``core.rate_limits``, exactly and without Redis also.
"""

import logging
from collections.abc import Callable
from ipaddress import ip_network
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from core.client_address import IPV6_NETWORK, client_address, client_key
from core.errors import too_many_requests
from core.rate_limits import ALL, taken
from users.models import User

logger = logging.getLogger(__name__)

QUARTER_OF_AN_HOUR, HOUR, DAY = 15 * 60, 60 * 60, 24 * 60 * 60
ATTEMPTS_OF_AN_ADDRESS = 30
"""To sign in, in a quarter of an hour. An office of many shares one address."""
CODES_OF_A_PERSON = ((10, QUARTER_OF_AN_HOUR), (40, DAY))
"""Of a million codes three are right at a time: in a day a guesser who has the password hits 1 in 8,000."""
PRIVATE_PAGES_OF_AN_ADDRESS = 20
"""Passwords of private pages and documents, in a quarter of an hour."""
PASSKEYS_BEGUN = 60
"""By one address, in a quarter of an hour: each makes a session."""
RESETS_OF_AN_ADDRESS = 10
RESETS_IN_ALL = 200
"""Of passwords, in an hour."""

View = Callable[..., HttpResponseBase]


def limiting(wait_of: Callable[[HttpRequest], int]) -> Callable[[View], View]:
    """What limits a view, made of what counts a request: the seconds to wait, 0 if it may pass."""

    def limit(view: View) -> View:
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if wait := wait_of(request):
                return too_many_requests(request, wait)
            return view(request, *args, **kwargs)

        return limited

    return limit


@limiting
def limited_sign_in(request: HttpRequest) -> int:
    """What is sent to sign in, from one address."""
    if request.method != "POST":
        return 0
    return taken("sign in", client_key(request), ATTEMPTS_OF_AN_ADDRESS, QUARTER_OF_AN_HOUR)


@limiting
def limited_begin(request: HttpRequest) -> int:
    """What a script asks for to begin with a passkey: it makes a session, of whoever that is."""
    if not get_adapter().is_ajax(request):
        return 0
    return taken("passkey", client_key(request), PASSKEYS_BEGUN, QUARTER_OF_AN_HOUR)


@limiting
def limited_private_page(request: HttpRequest) -> int:
    """What is sent to open a private page or document."""
    if request.method != "POST":
        return 0
    return taken("private page", client_key(request), PRIVATE_PAGES_OF_AN_ADDRESS, QUARTER_OF_AN_HOUR)


@limiting
def limited_reset(request: HttpRequest) -> int:
    """What is sent to have a password reset, from one address and in all."""
    if request.method != "POST":
        return 0
    return taken("password reset", client_key(request), RESETS_OF_AN_ADDRESS, HOUR) or taken(
        "password reset", ALL, RESETS_IN_ALL, HOUR
    )


def wait_for_code(user: User | AnonymousUser) -> int:
    """Count one more attempt at a second factor. Seconds to wait, 0 if it may be looked at."""
    return max(
        taken("second factor", f"user {user.pk}", limit, seconds) for limit, seconds in CODES_OF_A_PERSON
    )


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict | None = None
) -> HttpResponse:
    """``AXES_LOCKOUT_CALLABLE``. The same for names that there are and that there are not."""
    logger.warning("Too many wrong passwords for one name from one address: locked for a while")
    return too_many_requests(request, int(settings.AXES_COOLOFF_TIME.total_seconds()))


def address_for_axes(request: HttpRequest) -> str | None:
    """``AXES_CLIENT_IP_CALLABLE``: as everywhere on the site; of IPv6 the network, which is one client's."""
    address = client_address(request)
    if ":" in address:
        return str(ip_network(f"{address.split('%')[0]}/{IPV6_NETWORK}", strict=False).network_address)
    return address or None
