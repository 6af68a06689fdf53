"""How the staff come in: password, second factor, recovery codes; and nothing leads around it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.urls import get_resolver, reverse
from wagtail.models import PageViewRestriction

from tests import factories
from tests.admin_addresses import Furniture, admin_addresses
from tests.authenticator_app import code
from tests.signing_in.way_in import HOME, LOGIN, PASSWORD, SECOND, later, set_up, sign_in, sign_in_fully
from tests.test_admin_access import NOT_REQUESTED, request
from users.signing_in.middleware import BEFORE_SET_UP

pytestmark = pytest.mark.django_db


def test_who_has_no_second_factor_is_led_to_set_one_up_and_gets_in_with_it(client, awa):
    assert sign_in(client)["Location"] == HOME
    assert client.get(HOME)["Location"] == reverse("mfa_index")
    secret = set_up(client)
    recovery = client.get(reverse("mfa_view_recovery_codes"))
    assert len(re.findall(r"^\d{8}$", recovery.content.decode(), re.MULTILINE)) >= 8
    assert client.get(HOME).status_code == 200, "what was just set up is not asked for again"
    assert [letter.to for letter in mail.outbox] == [["awa@example.org"]], "Awa is told"

    assert client.post(reverse("wagtailadmin_logout")).status_code == 302
    assert client.get(HOME)["Location"].startswith(LOGIN)
    assert sign_in(client)["Location"] == SECOND
    assert client.get(HOME)["Location"].startswith(LOGIN), "the password alone opens nothing"
    assert b"Incorrect code" in client.post(SECOND, {"code": "000000"}).content
    with later():
        assert client.post(SECOND, {"code": code(secret)})["Location"] == HOME
    assert client.get(HOME).status_code == 200
    assert secret not in str(Authenticator.objects.values_list("data")), "kept in the clear"


def test_a_code_is_taken_once(client, app):
    with later(2):
        for expected in (302, 200):
            sign_in(client)
            assert client.post(SECOND, {"code": code(app)}).status_code == expected
            client.logout()
    with later(1):
        sign_in(client)
        assert client.post(SECOND, {"code": code(app)}).status_code == 200, "nor one before it"


def test_a_recovery_code_stands_in_once(client, app, awa):
    codes = Authenticator.objects.get(user=awa, type="recovery_codes").wrap().get_unused_codes()
    for expected in (302, 200):
        sign_in(client)
        assert client.post(SECOND, {"code": codes[0]}).status_code == expected
        client.logout()


@pytest.mark.sqlite_is_enough("it is decided before an address asks the database anything")
def test_every_address_of_the_admin_answers_with_the_second_factor_only(client, site, committed):
    with committed():
        furniture = Furniture(site, site.fr)
    connection.run_on_commit.clear()  # as after a real commit: what is kept is read once
    client.raise_request_exception = False
    client.force_login(factories.UserFactory(is_superuser=True))
    cookies = client.cookies.copy()
    open_to_it = set()
    for address in admin_addresses():
        if address.name in NOT_REQUESTED:
            continue
        for method in ("get", "post"):
            response = request(client, cookies, method, address, furniture)
            led = response.status_code == 302 and response["Location"] == reverse("mfa_index")
            if not led and response.status_code != 403:
                open_to_it.add(address.name)
    paths = {reverse(name) for name in BEFORE_SET_UP if "confirm" not in name}
    shadowed = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_password_reset"}
    assert {reverse(name) for name in shadowed} <= paths
    assert open_to_it <= BEFORE_SET_UP | shadowed


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/admin/api/main/pages/", {}),
        ("/admin/pages/1/edit/", {"X-Requested-With": "XMLHttpRequest"}),
        ("/admin/pages/1/edit/", {"Accept": "application/json"}),
    ],
)
def test_a_script_is_refused_and_not_sent_elsewhere(client, awa, path, headers):
    client.force_login(awa)
    assert client.get(path, headers=headers).status_code == 403


def test_without_two_factor_the_password_is_enough(client, settings, awa):
    settings.TWO_FACTOR = False
    sign_in(client)
    assert client.get(HOME).status_code == 200


def test_the_second_factor_is_changed_with_the_second_factor_only(client, app, awa):
    sign_in_fully(client, app)
    for name in ("mfa_deactivate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"):
        assert client.get(reverse(name))["Location"].startswith(reverse("mfa_reauthenticate")), name
    again = reverse("mfa_reauthenticate")
    assert client.post(again, {"code": PASSWORD}).status_code == 200
    with later(2):
        client.post(again, {"code": code(app)})
        assert client.get(reverse("mfa_add_webauthn")).status_code == 200
        client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=awa).exists()
    assert client.get(HOME)["Location"] == reverse("mfa_index"), "led to set up another one"


def test_there_is_no_sign_up_and_no_other_door():
    allauths = {name for name in get_resolver().reverse_dict if str(name).startswith(("account_", "mfa_"))}
    assert allauths == {
        "account_login",
        "account_logout",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_authenticate",
        "mfa_deactivate_totp",
        "mfa_download_recovery_codes",
        "mfa_edit_webauthn",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
    }


def test_wagtails_ways_in_are_the_same_or_gone(client, app, site):
    assert reverse("wagtailadmin_login") == LOGIN
    sent = client.post(LOGIN, {"username": "awa", "password": PASSWORD})
    assert sent.status_code == 200, "Wagtail's own form is not understood any more"
    for method in (client.get, client.post):
        answer = method("/en/_util/login/?next=/en/", {"username": "awa", "password": PASSWORD})
        assert answer.status_code in (302, 405)
        assert "_auth_user_id" not in client.session


def test_who_has_no_role_is_told_and_not_sent_round_in_circles(client, settings, awa):
    settings.TWO_FACTOR = False
    awa.groups.clear()
    sign_in(client)
    page = client.get(HOME, follow=True)
    assert page.status_code == 200
    assert "no role" in page.content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_pages_are_kept_by_nobody_and_speak_the_readers_language(client, awa, language):
    page = client.get(LOGIN, headers={"Accept-Language": language})
    assert f'lang="{language}"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("sent", ['{"id": 1}', "[" * 3000, '"text"', "x" * 100_000, "null"])
def test_what_no_browser_sends_of_a_passkey_is_wrong_and_no_error(client, sent):
    client.get(reverse("mfa_login_webauthn"), headers={"X-Requested-With": "XMLHttpRequest"})
    assert client.post(reverse("mfa_login_webauthn"), {"credential": sent}).status_code in (200, 302)


def test_a_private_page_asks_as_a_page_of_the_site_and_ties_what_is_wrong_to_the_field(client, site):
    page = factories.ContentPageFactory(parent=site.home, slug="private")
    locked = PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
    asked = client.get(page.url).content.decode()
    assert "css/site" in asked
    assert "noindex" in asked
    address = reverse("wagtailcore_authenticate_with_password", args=[locked.pk, page.pk])
    again = client.post(address, {"password": "wrong"}).content.decode()
    assert "<title>Error" in again
    assert again.count("id_password_error") == 2, "described by what is there"


def test_a_mistake_in_signing_in_is_tied_to_its_field(client):
    again = client.post(reverse("account_login")).content.decode()
    assert again.count("id_login_error") == again.count("id_password_error") == 2
