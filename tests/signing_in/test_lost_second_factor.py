"""A lost telephone: who resets it, and that it leads back in."""

import time
from unittest.mock import patch

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import ModelLogEntry

from tests import factories, sending
from tests.signing_in.way_in import HOME, PASSWORD, sign_in, sign_in_fully
from users.models import User
from users.signing_in.second_factor import reset

pytestmark = pytest.mark.django_db


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
