"""How long a session lasts, and what ends it."""

import time
from unittest.mock import patch

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.authenticator_app import code
from tests.signing_in.way_in import HOME, LOGIN, PASSWORD, SECOND, committing, later, sign_in
from users.signing_in.second_factor import reset

pytestmark = pytest.mark.django_db


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


def test_a_sign_in_that_waits_for_a_code_ends_with_the_password(client, app, awa):
    sign_in(client)
    assert client.get(SECOND).status_code == 200
    with committing():
        reset(awa, by=None, language="en")
    response = client.get(SECOND, follow=True)
    assert response.redirect_chain == [(LOGIN, 302)], "neither in, nor sent round in circles"
    assert response.status_code == 200


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
