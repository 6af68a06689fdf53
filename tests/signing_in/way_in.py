"""The way into the admin, step by step, as a browser goes it."""

import time
from unittest.mock import patch

from django.db import transaction
from django.urls import reverse

from tests.authenticator_app import code, secret_on

LOGIN, HOME = "/admin/login/", "/admin/"
SECOND = "/admin/login/second-factor/"
PASSWORD = "correct horse battery"


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


def later(steps: int = 1):
    """``with later():`` the app shows another code."""
    return patch("time.time", return_value=time.time() + 30 * steps)


def sign_in_fully(client, secret: str, steps: int = 1) -> None:
    sign_in(client)
    with later(steps):
        assert client.post(SECOND, {"code": code(secret)})["Location"] == HOME
