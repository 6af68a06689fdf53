"""How often one may try, and that nothing tells who is known."""

import re
from unittest.mock import patch

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.urls import reverse
from wagtail.models import PageViewRestriction

from tests import factories, sending
from tests.authenticator_app import code
from tests.signing_in.way_in import HOME, LOGIN, PASSWORD, SECOND, sign_in

pytestmark = pytest.mark.django_db


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
