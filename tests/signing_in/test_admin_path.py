"""The admin is where the environment says."""

import importlib.util
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.signing_in.way_in import PASSWORD
from website.settings.environment import admin_path

pytestmark = pytest.mark.django_db


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
