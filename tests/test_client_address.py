"""Whom the site takes a client for: one behind its proxies, and nobody that can be recognised."""

import pytest
from django.test import RequestFactory

from core.client_address import client_address, client_key


def request(address, forwarded=None):
    headers = {"x-forwarded-for": forwarded} if forwarded is not None else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize(
    ("proxies", "address", "forwarded", "expected"),
    [
        (0, "203.0.113.1", None, "203.0.113.1"),
        (0, "203.0.113.1", "198.51.100.1", "203.0.113.1"),  # anybody may have written it
        (1, "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (3, "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1", None, "10.0.0.1"),
        (1, "10.0.0.1", "junk", ""),
        (1, "10.0.0.1", "198.51.100.1:5678", "198.51.100.1"),
        (1, "10.0.0.1", "[2001:db8::1]:80", "2001:db8::1"),
        (1, "10.0.0.1", "[2001:db8::1]", "2001:db8::1"),
        (1, "10.0.0.1", "[]:80", ""),
        (0, "::ffff:203.0.113.1", None, "203.0.113.1"),
        (0, "", None, ""),
    ],
)
def test_the_address_that_the_outermost_of_our_proxies_was_asked_from(
    settings, proxies, address, forwarded, expected
):
    settings.TRUSTED_PROXIES = proxies
    assert client_address(request(address, forwarded)) == expected


def test_a_key_tells_clients_apart_and_nobody_who_they_are():
    keys = {address: client_key(request(address)) for address in ("203.0.113.1", "203.0.113.2", "")}
    assert len(set(keys.values())) == 3
    assert not any("203" in key and "113" in key for key in keys.values())
    household = {client_key(request(address)) for address in ("2001:db8::1", "2001:db8::ffff")}
    assert len(household) == 1
    assert client_key(request("2001:db8:0:1::1")) not in household
    assert client_key(request("::ffff:203.0.113.1")) == keys["203.0.113.1"]
    assert client_key(request("::ffff:203.0.113.2")) == keys["203.0.113.2"]
