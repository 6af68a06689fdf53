"""What is said of the packages is true: weak, sound, or not checked; and whom to tell of a weakness."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured

from scripts.audit import FOUND, NOT_CHECKED, read
from scripts.check_licences import is_allowed
from website.settings import environment

SOUND = {"name": "a", "version": "1", "vulns": []}
WEAK = {"name": "b", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}]}
SKIPPED = {"name": "c", "skip_reason": "Dependency not found on PyPI and could not be audited: c (3)"}


@pytest.mark.parametrize(
    ("packages", "status"),
    [
        ([SOUND], 0),
        ([SOUND, WEAK], FOUND),
        ([SKIPPED, WEAK], FOUND),
        ([SOUND, SKIPPED], NOT_CHECKED),
        ([SKIPPED], NOT_CHECKED),
        ([], NOT_CHECKED),
    ],
)
def test_what_was_not_checked_is_never_called_sound(packages, status):
    audit = read({"dependencies": packages})
    assert audit.status == status
    assert len(audit.weak) == packages.count(WEAK)
    assert len(audit.unchecked) == packages.count(SKIPPED)


@pytest.mark.parametrize(
    ("package", "licence", "allowed"),
    [
        ("a", "MIT", True),
        ("a", "Apache-2.0 OR Something-New", True),
        ("a", "MIT AND PSF-2.0", True),
        ("a", "MIT AND Something-New", False),
        ("a", "BSD License; Other/Proprietary License", False),
        ("qrcode", "BSD License; Other/Proprietary License", True),
        ("djlint", "GPL-3.0-or-later", True),
        ("a", "GPL-3.0-or-later", False),
        ("djlint", "AGPL-3.0", False),
        ("a", "UNKNOWN", False),
    ],
)
def test_a_licence_that_nobody_has_allowed_is_refused(package, licence, allowed):
    assert is_allowed(package, licence) is allowed


PATH = "/.well-known/security.txt"


@pytest.mark.django_db
def test_whom_to_tell_of_a_weakness(site, client, settings):
    assert client.get(PATH).status_code == 404
    settings.SECURITY_CONTACT = ["mailto:security@example.org", "https://example.org/report"]
    settings.SITE_URL = "https://www.example.org"
    response = client.get(PATH)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = [line.split(": ", 1) for line in response.content.decode().splitlines()]
    assert [value for name, value in lines if name == "Contact"] == settings.SECURITY_CONTACT
    said = dict(lines)
    assert said["Canonical"] == f"https://www.example.org{PATH}"
    assert said["Preferred-Languages"] == "en, fr, es"
    expires = datetime.fromisoformat(said["Expires"])
    assert 80 < (expires - datetime.now(UTC)).days < 366  # RFC 9116, 2.5.5: less than a year
    assert client.post(PATH).status_code in (403, 405)


@pytest.mark.parametrize("given", ["security@example.org", "http://example.org", "mailto:a@b\nExpires: x"])
def test_a_contact_that_is_no_address_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("SECURITY_CONTACT", given)
    with pytest.raises(ImproperlyConfigured, match="SECURITY_CONTACT"):
        environment.security_contact()
