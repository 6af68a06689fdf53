"""How the staff come in: password, second factor, recovery, limits, sessions; and nothing leads around it."""

import importlib.util
import re
import sys
import time
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import get_resolver, reverse
from wagtail.models import ModelLogEntry, PageViewRestriction

from core.models.rate_count import RateCount
from tests import factories, sending
from tests.admin_addresses import Furniture, admin_addresses
from tests.authenticator_app import code, secret_on
from tests.test_admin_access import NOT_REQUESTED, request
from users.models import User
from users.signing_in.middleware import BEFORE_SET_UP
from users.signing_in.second_factor import reset
from website.settings.environment import admin_path

pytestmark = pytest.mark.django_db

LOGIN, HOME = "/admin/login/", "/admin/"
SECOND = "/admin/login/second-factor/"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _demanded(settings):
    settings.TWO_FACTOR = True


@pytest.fixture
def awa(db) -> User:
    person = factories.member_of("Editors")
    person.username, person.email = "awa", "awa@example.org"
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, username: str = "awa", password: str = PASSWORD, **extra):
    return client.post(LOGIN, {"login": username, "password": password}, **extra)


def committing():
    """Each thing is committed at once, as it is when no test's transaction is around it."""
    return patch.object(transaction, "on_commit", lambda function, **_options: function())


def set_up(client) -> str:
    """An app, on the way that is led. The secret that it keeps."""
    page = client.get(reverse("mfa_activate_totp"))
    secret = secret_on(page.content.decode())
    with committing():
        response = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    return secret


@pytest.fixture
def app(client, awa) -> str:
    """Awa has an app; nobody is signed in."""
    sign_in(client)
    secret = set_up(client)
    client.logout()
    RateCount.objects.all().delete()
    return secret


def later(steps: int = 1):
    """``with later():`` the app shows another code."""
    return patch("time.time", return_value=time.time() + 30 * steps)


def sign_in_fully(client, secret: str, steps: int = 1) -> None:
    sign_in(client)
    with later(steps):
        assert client.post(SECOND, {"code": code(secret)})["Location"] == HOME


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


def test_a_session_from_before_ends_once_a_second_factor_is_set_up_elsewhere(client, app, awa):
    client.force_login(awa)  # as any other way in that asks for no second factor
    assert client.get(HOME)["Location"].startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_half_a_session_is_none_on_the_public_site_and_ends_soon(client, site, awa):
    client.force_login(awa)
    assert client.get("/en/").wsgi_request.user.is_anonymous
    with patch("time.time", return_value=time.time() + 16 * 60):
        assert client.get(reverse("mfa_index")).status_code == 302
    assert "_auth_user_id" not in client.session


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


# Limits


def test_after_five_wrong_passwords_a_name_is_locked_at_an_address_known_or_not(client, awa):
    answers = {}
    for name in ("awa", "nobody"):
        answers[name] = [sign_in(client, name, "wrong") for _ in range(5)]
        assert [answer.status_code for answer in answers[name]] == [200] * 4 + [429], name
    assert answers["awa"][4].content == answers["nobody"][4].content
    assert sign_in(client).status_code == 429, "the right password too"
    assert 0 < int(sign_in(client)["Retry-After"]) <= 15 * 60
    assert 'lang="fr"' in sign_in(client, headers={"Accept-Language": "fr"}).content.decode()
    assert sign_in(client, REMOTE_ADDR="198.51.100.7").status_code == 302, "not from another address"
    assert PASSWORD not in str(AccessAttempt.objects.values_list()), "passwords are not kept"


def test_the_lock_ends_and_leaves_nothing(client, awa):
    for _ in range(5):
        sign_in(client, password="wrong")
    AccessAttempt.objects.update(attempt_time="2020-01-01T00:00:00Z")
    assert sign_in(client).status_code == 302
    assert not AccessAttempt.objects.exists()


def test_an_address_is_limited_over_all_names_by_the_proxys_word(client, settings, awa):
    settings.TRUSTED_PROXIES = 1
    where = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
    statuses = [sign_in(client, f"name{n}", "wrong", headers=where).status_code for n in range(31)]
    assert statuses == [200] * 30 + [429]
    forged = {"X-Forwarded-For": "192.0.2.1, 198.51.100.7"}
    assert sign_in(client, headers=forged).status_code == 429
    assert sign_in(client, headers={"X-Forwarded-For": "198.51.100.8"}).status_code == 302


def test_codes_cannot_be_guessed(client, app):
    sign_in(client)
    statuses = [client.post(SECOND, {"code": f"{n:06}"}).status_code for n in range(11)]
    assert statuses == [200] * 10 + [429]
    refused = client.post(SECOND, {"code": code(app)})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


# Who is known is not told


def same(one, other) -> bool:
    token = re.compile(r"\b[A-Za-z0-9]{64}\b")
    return (one.status_code, token.sub("", one.content.decode())) == (
        other.status_code,
        token.sub("", other.content.decode()),
    )


def test_a_wrong_password_and_an_unknown_name_look_the_same(client, awa):
    wrong = sign_in(client, "awa", "wrong")
    unknown = sign_in(client, "abc", "wrong")
    assert same(_named_alike(wrong, "awa"), _named_alike(unknown, "abc"))
    awa.is_active = False
    awa.save()
    inactive = sign_in(client)
    assert same(_named_alike(inactive, "awa"), _named_alike(wrong, "awa"))


def _named_alike(response, name: str):
    response.content = response.content.replace(f'value="{name}"'.encode(), b"")
    return response


def test_both_take_one_hash_of_a_password(client, awa):
    made = []
    for name in ("awa", "nobody"):
        with patch("django.contrib.auth.hashers.MD5PasswordHasher.encode", autospec=True) as encode:
            encode.return_value = "md5$salt$wrong"
            sign_in(client, name, "wrong")
        made.append(encode.call_count)
    assert made[0] == made[1] == 1


def test_a_reset_of_a_password_tells_nothing_and_looks_nobody_up(client, awa):
    address = reverse("wagtailadmin_password_reset")
    answers = []
    for email in ("awa@example.org", "nobody@example.org"):
        with patch("django.contrib.auth.forms.PasswordResetForm.get_users") as get_users:
            answers.append(client.post(address, {"email": email}))
        assert not get_users.called
    assert same(*answers)
    assert answers[0]["Location"] == reverse("wagtailadmin_password_reset_done")
    assert mail.outbox == []
    sending.work()
    assert [letter.to for letter in mail.outbox] == [["awa@example.org"]]


def test_the_link_sets_a_password_and_signs_nobody_in(client, app, awa):
    client.post(reverse("wagtailadmin_password_reset"), {"email": "awa@example.org"})
    mail.outbox.clear()
    sending.work()
    link = re.search(r"http://\S+?(/admin/password_reset/confirm/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    new = "another horse battery"
    assert client.post(form, {"new_password1": new, "new_password2": new}).status_code == 302
    assert client.get(HOME)["Location"].startswith(LOGIN)
    assert sign_in(client, password=new)["Location"] == SECOND


def test_resets_are_limited(client):
    address = reverse("wagtailadmin_password_reset")
    statuses = [client.post(address, {"email": "a@example.org"}).status_code for _ in range(11)]
    assert statuses == [302] * 10 + [429]


# Sessions


def test_a_session_is_a_new_one_when_one_signs_in(client, app):
    client.get(LOGIN)
    sign_in(client)
    before = client.session.session_key
    with later():
        client.post(SECOND, {"code": code(app)})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(("minutes", "stays"), [(59, True), (61, False)])
def test_a_session_ends_when_nothing_is_done(client, settings, awa, minutes, stays):
    settings.TWO_FACTOR = False
    sign_in(client)
    with patch("time.time", return_value=time.time() + minutes * 60):
        assert (client.get(HOME).status_code == 200) == stays


def test_an_open_editor_alone_keeps_no_session(client, settings, awa):
    settings.TWO_FACTOR = False
    sign_in(client)
    now = time.time()
    ping = reverse("wagtailadmin_editing_sessions:ping", args=["news", "newspage", 1, 1])
    for minutes in (20, 40, 55):
        with patch("time.time", return_value=now + minutes * 60):
            client.post(ping)
    with patch("time.time", return_value=now + 61 * 60):
        assert client.get(HOME).status_code == 302


def test_a_session_ends_after_some_hours_however_busy(client, settings, awa):
    settings.TWO_FACTOR = False
    sign_in(client)
    now = time.time()
    page = reverse("mfa_index")
    for half_hours in range(24):
        with patch("time.time", return_value=now + half_hours * 30 * 60):
            assert client.get(page).status_code == 200
    with patch("time.time", return_value=now + 12 * 3600 + 60):
        assert client.get(page).status_code == 302


def test_sessions_end_with_the_password_and_with_the_account(client, settings, awa):
    settings.TWO_FACTOR = False
    for change in ("password", "account"):
        awa.refresh_from_db()
        sign_in(client)
        assert client.get(HOME).status_code == 200
        if change == "password":
            awa.set_password(PASSWORD)
        else:
            awa.is_active = False
        awa.save()
        assert client.get(HOME).status_code == 302, change


# A lost telephone


def test_an_administrator_resets_what_is_lost_and_the_mailbox_leads_back(client, app, awa):
    settings_page = reverse("users_reset_second_factor", args=[awa.pk])
    theirs = client.__class__()
    sign_in_fully(theirs, app)
    administrator = factories.member_of("Administrators")
    _signed_in_with_a_key(client, administrator)
    assert settings_page in client.get(reverse("wagtailusers_users:index")).content.decode()
    assert client.get(settings_page).status_code == 200
    assert client.post(settings_page).status_code == 302
    assert not Authenticator.objects.filter(user=awa).exists()
    assert theirs.get(HOME).status_code == 302, "signed out everywhere"
    assert sign_in(theirs).status_code == 200, "the password alone sets up no other second factor"
    mail.outbox.clear()
    sending.work()
    assert mail.outbox[0].to == ["awa@example.org"]
    entry = ModelLogEntry.objects.get(action="users.reset_second_factor")
    assert (entry.user_id, entry.object_id) == (administrator.pk, str(awa.pk))


def test_a_sign_in_that_waits_for_a_code_ends_with_the_password(client, app, awa):
    sign_in(client)
    assert client.get(SECOND).status_code == 200
    with committing():
        reset(awa, by=None, language="en")
    response = client.get(SECOND, follow=True)
    assert response.redirect_chain == [(LOGIN, 302)], "neither in, nor sent round in circles"
    assert response.status_code == 200


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


def test_sessions_of_passkeys_and_passwords_of_private_pages_are_limited(client, site):
    page = factories.ContentPageFactory(parent=site.home, slug="private")
    locked = PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
    address = reverse("wagtailcore_authenticate_with_password", args=[locked.pk, page.pk])
    answers = {client.post(address, {"password": str(number)}).status_code for number in range(25)}
    assert answers == {200, 429}
    script = {"X-Requested-With": "XMLHttpRequest"}
    begun = [client.get(reverse("mfa_login_webauthn"), headers=script).status_code for _number in range(65)]
    assert set(begun[:50]) == {200}
    assert begun[-1] == 429


def test_nobody_resets_their_own_or_a_superusers(client):
    superuser = factories.UserFactory(is_superuser=True)
    administrator = factories.member_of("Administrators")
    editor = factories.member_of("Editors")
    for by, whose in ((administrator, superuser), (administrator, administrator), (editor, administrator)):
        _signed_in_with_a_key(client, by)
        response = client.post(reverse("users_reset_second_factor", args=[whose.pk]))
        assert response["Location"] == HOME
        client.logout()
    assert not ModelLogEntry.objects.filter(action="users.reset_second_factor").exists()


def _signed_in_with_a_key(client, person: User) -> None:
    client.force_login(person)
    Authenticator.objects.get_or_create(user=person, type="webauthn", data={"name": "Key"})
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def test_the_command_resets_for_who_has_the_server(awa, app):
    call_command("reset_second_factor", "awa")
    assert not Authenticator.objects.filter(user=awa).exists()
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "nobody")


def test_a_reset_that_cannot_be_recorded_is_none(awa, app):
    with patch("users.signing_in.second_factor.log", side_effect=OSError), pytest.raises(OSError):
        reset(awa, by=None, language="en")
    assert Authenticator.objects.filter(user=awa).exists()
    assert User.objects.get(pk=awa.pk).check_password(PASSWORD)


# The pages


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_pages_are_kept_by_nobody_and_speak_the_readers_language(client, awa, language):
    page = client.get(LOGIN, headers={"Accept-Language": language})
    assert f'lang="{language}"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert "no-store" in page["Cache-Control"]


def test_the_admin_is_where_the_environment_says_and_nothing_tells_where(client, settings, monkeypatch, awa):
    monkeypatch.setenv("ADMIN_PATH", "/back-stage")
    settings.ADMIN_PATH = admin_path()
    found = importlib.util.find_spec("website.urls")
    monkeypatch.setitem(sys.modules, "urls_elsewhere", importlib.util.module_from_spec(found))
    found.loader.exec_module(sys.modules["urls_elsewhere"])
    settings.ROOT_URLCONF = "urls_elsewhere"
    assert client.get("/back-stage/")["Location"] == "/back-stage/login/?next=/back-stage/"
    login = client.get("/back-stage/login/")
    assert "'unsafe-inline'" in login["Content-Security-Policy"], "the admin's own policy"
    assert "/admin/" not in login.content.decode()
    assert client.get("/admin/").status_code == 404
    assert "stage" not in client.get("/robots.txt").content.decode()
    client.post("/back-stage/login/", {"login": "awa", "password": PASSWORD})
    assert client.get("/back-stage/api/main/pages/").status_code == 403, "the second factor is demanded there"


@pytest.mark.parametrize("path", ["/", "en", "fr/admin", "documents/x", "a b", "../admin", "x/<int:y>"])
def test_an_address_that_is_none_is_refused_at_start(monkeypatch, path):
    monkeypatch.setenv("ADMIN_PATH", path)
    with pytest.raises(ImproperlyConfigured):
        admin_path()
