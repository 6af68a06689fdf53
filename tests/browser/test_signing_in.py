"""Signing in with a second factor in a real browser, under the admin's own content security policy."""

import time

import pytest
from django.urls import reverse

from tests import factories
from tests.authenticator_app import code

from .conftest import given, nothing
from .visits import AXE, STANDARDS

PASSWORD = "correct horse battery"


@pytest.fixture
def awa(page, live_server, settings):
    """A telephone on the page that Awa is led to after her first password."""
    settings.TWO_FACTOR = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    person = factories.member_of("Editors")
    person.username, person.email = "awa", "awa@example.org"
    person.set_password(PASSWORD)
    person.save()
    page.set_viewport_size({"width": 360, "height": 800})
    with_password(page, live_server)
    page.wait_for_url(live_server.url + reverse("mfa_index"))
    return person


def with_password(page, live_server):
    page.goto(live_server.url + reverse("wagtailadmin_home"))
    page.get_by_label("Username").fill("awa")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def sound(page) -> bool:
    """Whether axe finds no barrier and the page fits the telephone."""
    given("axe-core", AXE.exists())
    page.wait_for_load_state()
    page.add_script_tag(path=AXE)
    audit = page.evaluate("standards => axe.run({runOnly: standards})", list(STANDARDS))
    barriers = [f"{page.url}: {found['id']} {found['nodes'][0]['html']}" for found in audit["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        barriers.append(f"{page.url}: wider than the telephone")
    return nothing(barriers)


def sign_out(page, live_server):
    page.goto(live_server.url + reverse("mfa_index"))
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("heading", name="Sign in to MIEUX+").wait_for()
    page.wait_for_load_state()  # a passkey's button is a script's


def test_an_app_is_set_up_and_signed_in_with(page, live_server, awa, complaints, elsewhere):
    assert sound(page)
    page.get_by_role("link", name="Activate").click()
    assert page.get_by_role("img", name="QR code for the app").evaluate("image => image.naturalWidth") > 0
    secret = page.get_by_label("Authenticator secret").input_value()
    assert sound(page)
    page.get_by_label("Authenticator code").fill("000000")
    page.get_by_role("button", name="Activate").click()
    page.get_by_text("Incorrect code").first.wait_for()
    assert sound(page)
    secret = page.get_by_label("Authenticator secret").input_value()
    page.get_by_label("Authenticator code").fill(code(secret))
    page.keyboard.press("Enter")
    assert len(page.get_by_label("Unused codes").input_value().split()) == 10
    assert sound(page)
    page.get_by_role("link", name="Go to the admin").click()
    page.wait_for_url(live_server.url + reverse("wagtailadmin_home"))

    sign_out(page, live_server)
    assert sound(page)
    with_password(page, live_server)
    page.get_by_role("heading", name="Two-Factor Authentication").wait_for()
    assert sound(page)
    page.get_by_label("Code").fill(code(secret, time.time() + 30))
    page.keyboard.press("Enter")
    page.wait_for_url(live_server.url + reverse("wagtailadmin_home"))
    assert complaints == []
    assert elsewhere == []


def test_a_passkey_is_made_and_signed_in_with_alone(page, live_server, awa, complaints, elsewhere):
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    key |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": key})

    page.get_by_role("link", name="Add").click()
    page.wait_for_url(live_server.url + reverse("mfa_add_webauthn"))
    assert sound(page)
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.get_by_label("Unused codes").wait_for()
    page.goto(live_server.url + reverse("mfa_list_webauthn"))
    page.get_by_text("Passkey: it signs you in without your password.").wait_for()
    assert sound(page)

    sign_out(page, live_server)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(live_server.url + reverse("wagtailadmin_home"))

    sign_out(page, live_server)
    with_password(page, live_server)
    page.wait_for_url(live_server.url + reverse("mfa_authenticate"))
    page.get_by_role("button", name="Use a security key").click()
    page.wait_for_url(live_server.url + reverse("wagtailadmin_home"))
    assert complaints == []
    assert elsewhere == []
