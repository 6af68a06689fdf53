"""What production's log says of a request, and what it says of nobody."""

import io
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import IntegrityError, OperationalError
from django.utils.log import configure_logging
from django.utils.module_loading import import_string

from assistance.models import AssistanceRequest, OutgoingMail
from tests import sending
from tests.sending import FILLED_IN, FORM, key, picture
from tests.test_sending import send
from website.settings.logs import logging_config

ADDRESS = "203.0.113.77"
pytestmark = pytest.mark.django_db


@pytest.fixture
def log(monkeypatch):
    """``log()``: what production has logged since the last call, an object a line."""
    monkeypatch.delenv("LOG_FORMAT", raising=False)
    config = logging_config("json")
    written = io.StringIO()
    names = ("", "django", "django.request", *config["loggers"])
    before = {name: (logging.getLogger(name).level, list(logging.getLogger(name).handlers)) for name in names}
    configure_logging("logging.config.dictConfig", config)
    [console] = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    console.setStream(written)

    def lines():
        text = written.getvalue()
        written.seek(0)
        written.truncate()
        return [json.loads(line) for line in text.splitlines()]

    yield lines
    for name, (level, handlers) in before.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).handlers = handlers


def requests_in(lines):
    return [line for line in lines if line["logger"] == "operations.request_log"]


def test_a_request_is_one_line(log, site, client):
    answer = client.get("/en/projects/?q=Awa%20Diop&country=ml", REMOTE_ADDR=ADDRESS)
    [line] = log()
    assert line.pop("milliseconds") > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", line.pop("time"))
    assert line == {
        "level": "INFO",
        "logger": "operations.request_log",
        "request_id": answer.headers["X-Request-ID"],
        "message": "GET wagtail_serve 200",
        "method": "GET",
        "route": "wagtail_serve",
        "path": "/en/projects/",
        "status": 200,
    }


def test_an_address_that_somebody_has_made_up_is_not_repeated(log, site, client):
    for path in ("/en/awa-diop/", "/en/awa@ministry.example/", "/awa-diop", "/documents/7/awa-diop.pdf"):
        client.get(path)
    said = log()
    assert [line["status"] for line in requests_in(said)] == [404] * 4
    assert "awa" not in json.dumps(said)


def test_probes_are_not_listed(log, client):
    client.get("/healthz/")
    client.get("/readyz/")
    assert requests_in(log()) == []


def test_a_request_has_the_id_that_our_own_proxy_has_given_it(log, site, client, settings):
    given = "a0b1c2d3-0000-4000-8000-00000000aaaa"
    asked = {"headers": {"X-Request-ID": given}}
    assert client.get("/en/", **asked).headers["X-Request-ID"] != given  # from whoever connects
    settings.TRUSTED_PROXIES = 1
    assert client.get("/en/", **asked).headers["X-Request-ID"] == given
    for odd in ("short", "a" * 65, "with space and more", '"}\n{"level": "x"', "<script>alert(1)</script>"):
        assert client.get("/en/", headers={"X-Request-ID": odd}).headers["X-Request-ID"] != odd
    assert [line["request_id"] for line in requests_in(log())].count(given) == 1


def test_an_error_says_where_and_not_what_was_typed(log, site, client, monkeypatch):
    client.raise_request_exception = False

    def fail(page, request, *arguments, **named):
        try:
            int(request.GET["name"])
        except ValueError as error:
            raise IntegrityError(f"Key (email)=({request.GET['email']}) already exists") from error

    monkeypatch.setattr("home.models.HomePage.serve", fail)
    monkeypatch.setattr("core.page_cache.middleware.Address.of", lambda request: None)
    answer = client.get("/en/?name=Awa%20Diop&email=awa@ministry.example")
    assert answer.status_code == 500
    error, line = log()
    assert line["status"] == 500
    assert error["request_id"] == line["request_id"] == answer.headers["X-Request-ID"]
    assert (error["level"], error["route"]) == ("ERROR", "wagtail_serve")
    assert error["message"] == "Internal Server Error"
    assert "ValueError" in error["traceback"] and "IntegrityError" in error["traceback"]
    assert "test_logs.py" in error["traceback"]
    assert not re.search("Diop|ministry", json.dumps([error, line]))


def test_what_a_server_says_of_itself_is_kept(log):
    formatter = import_string("operations.log_lines.JsonLine")()
    try:
        raise OperationalError(
            'connection to server at "db", port 5432 failed\nDETAIL: (awa@ministry.example)'
        )
    except OperationalError as error:
        said = formatter.formatException((type(error), error, error.__traceback__))
    assert said.endswith('django.db.utils.OperationalError: connection to server at "db", port 5432 failed')


def test_who_guesses_a_password_is_not_named(log):
    logging.getLogger("axes.handlers").error("AXES: Failure by %s.", {"username": "awa", "ip": ADDRESS})
    logging.getLogger("smtp").error("Refused: {'awa@ministry.example': (550, b'no')}")
    assert [line["message"] for line in log()] == ["AXES: Failure by ….", "Refused: {'…': (550, b'no')}"]


def test_the_whole_way_of_a_request_leaves_nothing_of_a_person(
    log, site, committed, client, settings, admin_user
):
    """As a partner goes it, with a mail server that fails; then a sign-in, and what staff look for."""
    settings.TRUSTED_PROXIES = 1
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    client.defaults["HTTP_X_FORWARDED_FOR"] = ADDRESS
    with committed():
        sending.request_page(site)
    client.get(FORM)
    begun = send(client, action="save", key=(form_key := key()), files={"letter": picture("Awa Diop.jpg")})
    draft = begun.headers["Location"]
    client.get(draft)
    with committed():
        sent = client.post(draft, {**FILLED_IN, "key": form_key})
    receipt = sent.headers["Location"].split("#")[0]
    client.get(receipt)
    follow = receipt.removesuffix("receipt/")
    client.get(follow)
    client.post(f"{follow}files/", {"letter": picture("Awa Diop.jpg")})
    client.get(f"{follow}contact/?name=Awa")
    client.post(f"{follow}copy/")
    client.post("/en/request/follow/", {"reference": "ML-2026-0001", "email": "awa@ministry.example"})
    with committed():
        sending.work()
    assert OutgoingMail.objects.waiting().exists()
    call_command("expire_requests", stdout=io.StringIO())
    for password in ("wrong", "password"):
        client.post("/admin/login/", {"username": admin_user.get_username(), "password": password})
    asked = AssistanceRequest.objects.get()
    client.force_login(admin_user)
    client.get(f"/admin/requests/?q={asked.contact_name}")
    client.get(f"/admin/users/?q={admin_user.get_username()}")
    client.post("/admin/password_reset/", {"email": admin_user.email})
    client.get("/admin/password_reset/confirm/MQ/c0ffee-0123456789abcdef/")

    said = log()
    assert len(requests_in(said)) >= 14
    assert {"assistance:send_draft", "assistance:receipt", "assistance:follow"} <= {
        line["route"] for line in requests_in(said)
    }
    text = json.dumps(said, ensure_ascii=False)
    tokens = [part for part in (*draft.split("/"), *receipt.split("/"), form_key) if len(part) > 12]
    assert len(tokens) == 3
    persons = [
        "Awa",
        "Diop",
        "awa@",
        "ministry",
        "Ministry",
        admin_user.get_username() + '"',
        admin_user.email,
    ]
    for secret in (*tokens, *persons, ADDRESS, "127.0.0.1", "c0ffee", "strategy", "?"):
        assert secret not in text, secret


@pytest.fixture
def gunicorn():
    """As on a server, with an application that fails: its process and a way to send it bytes."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = free.getsockname()
    program = str(Path(sys.executable).with_name("gunicorn"))
    command = [program, "--config=deploy/gunicorn.py", f"--bind=127.0.0.1:{address[1]}"]
    process = subprocess.Popen(
        [*command, "tests.failing_app"], env={"PATH": os.environ["PATH"]}, stderr=subprocess.PIPE, text=True
    )

    def send_bytes(content: bytes) -> bytes:
        for _attempt in range(200):
            try:
                with socket.create_connection(address, timeout=10) as connection:
                    connection.sendall(content)
                    return connection.recv(4096)
            except ConnectionError:
                time.sleep(0.05)
        raise AssertionError("gunicorn does not answer")

    yield process, send_bytes
    process.kill()
    process.wait()


def test_gunicorns_own_lines_are_of_the_same_form_and_repeat_no_request(gunicorn):
    process, send_bytes = gunicorn
    assert b" 500 " in send_bytes(b"GET /en/request/follow/Token?q=Awa HTTP/1.1\r\nHost: h\r\n\r\n")
    assert b" 400 " in send_bytes(b"GET /Token HTTP/Awa\r\nHost: h\r\n\r\n")
    assert b" 400 " in send_bytes(b"GET / HTTP/1.1\r\nAwa Diop: Token\r\n\r\n")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    [worker] = children.read_text().split()
    os.kill(int(worker), signal.SIGKILL)
    assert b" 500 " in send_bytes(b"GET /Token HTTP/1.1\r\nHost: h\r\n\r\n")
    process.send_signal(signal.SIGTERM)
    written = process.communicate(timeout=30)[1]
    lines = [json.loads(line) for line in written.splitlines()]
    assert {(line["level"], line["logger"]) for line in lines} <= {
        ("WARNING", "gunicorn.error"),
        ("ERROR", "gunicorn.error"),
    }
    messages = [line["message"] for line in lines]
    assert "Error handling request … …" in messages
    assert f"Worker (pid:{worker}) was sent SIGKILL! Perhaps out of memory?" in messages
    assert messages.count("Invalid request") == 2
    assert any(line.get("traceback", "").endswith("ValueError") for line in lines)
    assert not re.search(r"Token|Awa|127\.0\.0\.1", written)
