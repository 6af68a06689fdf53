"""Who asks, as far as the network tells."""

import re
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

IPV6_NETWORK = 64
"""Bits: what a provider gives to one household, which may use any address of it."""
_WITH_PORT = re.compile(r"\[(?P<v6>[^\]]*)\](?::\d*)?|(?P<v4>[\d.]+):\d*")
"""As some proxies write it: ``203.0.113.1:5678``, ``[2001:db8::1]:5678``, ``[2001:db8::1]``."""


def client_address(request: HttpRequest) -> str:
    """The client's IP address; empty where there is none. IPv4 as such, also where it is written as IPv6.

    Each of our own proxies (``TRUSTED_PROXIES``) has put the address that it was asked from at the end of
    ``X-Forwarded-For``; what stands further left, anybody may have written.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
        given = forwarded[-min(settings.TRUSTED_PROXIES, len(forwarded))] or given
    if written := _WITH_PORT.fullmatch(given):
        given = written["v6"] or written["v4"] or ""
    try:
        address = ip_address(given)
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)


def client_key(request: HttpRequest) -> str:
    """The same for the same client, without telling who it is: what may be kept or logged of it."""
    address = client_address(request)
    if address and isinstance(ip_address(address), IPv6Address):
        address = str(ip_network(f"{address.split('%')[0]}/{IPV6_NETWORK}", strict=False))
    return salted_hmac("client", address, algorithm="sha256").hexdigest()
