"""Sending a request: one form, from which nothing typed is lost, and one request however often it is sent."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from assistance import drafts, vault
from assistance.models import (
    AssistanceRequest,
    AuditEntry,
    FileState,
    IntakeState,
    OutgoingMail,
    RequestDraft,
    RequestFile,
    RequestKind,
)
from core.caching import content_version
from tests import sending
from tests.sending import FILLED_IN, FORM, key, picture, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(site, committed):
    with committed():
        return sending.request_page(site)


def send(client, address=FORM, files=None, **changed):
    data = {**FILLED_IN, "key": key(), **changed, **(files or {})}
    return client.post(address, {name: value for name, value in data.items() if value is not None})


def text_of(response):
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html[html.index("<main") : html.index("</main>")]))


def test_a_form_becomes_a_request_with_a_receipt_on_screen_and_by_mail(asking, client):
    response = send(
        client, files={"letter": picture("Lettre signée.jpg"), "annexes": [picture("plan.png", kind="PNG")]}
    )
    asked = AssistanceRequest.objects.get()
    assert asked.reference == f"ML-{timezone.localdate().year}-0001"
    assert (asked.kind, asked.stage, asked.contact_email) == ("request", "received", "awa@ministry.example")
    assert asked.problem == "There is no strategy.\n\nWe tried twice."
    assert [str(one) for one in asked.institutions.all()] == ["Ministry of Labour"]
    assert response.status_code == 303
    receipt = text_of(client.get(response["Location"]))
    work()
    (to_partner,) = mail.outbox
    assert to_partner.to == ["awa@ministry.example"]
    assert asked.reference in to_partner.subject
    for file in asked.files.all():
        assert file.sha256 in receipt
    assert asked.reference in receipt
    follow = re.search(r"http://localhost:8000(/en/request/follow/\S+)", to_partner.body)[1]
    assert asked.reference in text_of(client.get(follow))


def test_the_receipt_is_in_the_language_that_was_chosen(asking, client):
    send(client, language="fr")
    work()
    assert "/fr/request/follow/" in mail.outbox[0].body


def test_what_was_typed_is_there_again_with_what_is_missing(asking, client):
    response = send(client, contact_email="awa@", consent=None, files={"letter": picture()})
    again = client.get(response["Location"])
    html = again.content.decode()
    assert not AssistanceRequest.objects.exists()
    assert '<section class="error-summary"' in html
    assert 'href="#id_contact_email"' in html and 'href="#id_consent"' in html
    for typed in ('value="awa@"', "We tried twice.", 'value="Ministry of Labour"', "letter.jpg"):
        assert typed in html, typed
    key_now = re.search(r'name="key" value="([^"]+)"', html)[1]
    sent = client.post(response["Location"], {**FILLED_IN, "key": key_now})
    assert "/receipt/" in sent["Location"]
    assert RequestFile.objects.get().name == "letter.jpg"


def test_a_form_that_is_saved_is_not_complained_about(asking, client):
    response = send(client, action="save", contact_name="", consent=None)
    html = client.get(response["Location"]).content.decode()
    assert "error-summary" not in html
    assert "We tried twice." in html


def test_the_draft_is_sealed_and_only_its_link_opens_it(asking, client):
    response = send(client, action="save", files={"letter": picture()})
    row = RequestDraft.objects.get()
    token = response["Location"].split("/")[4]
    stored = bytes(row.sealed) + json.dumps(row.stored_files).encode() + row.key_hash.encode()
    (name,) = row.stored_files
    with vault.storage().open(name) as file:
        stored += file.read()
    for secret in (b"Awa", b"strategy", b"letter", b"JFIF", token.encode()):
        assert secret not in stored, secret
    assert drafts.load(token).values["contact_name"] == ["Awa Diop"]
    assert client.get(f"/en/request/send/{token[:-1]}x/").status_code == 404
    RequestDraft.objects.update(expires_at=timezone.now())
    assert client.get(response["Location"]).status_code == 404


def test_the_form_costs_few_queries(asking, client, django_assert_max_num_queries):
    client.get(FORM)
    with django_assert_max_num_queries(4):
        client.get(FORM)
    begun = send(client, action="save", files={"letter": picture()})["Location"]
    with django_assert_max_num_queries(6):
        client.get(begun)


def test_sent_twice_is_one_request(asking, client):
    same = key()
    first, second = send(client, key=same), send(client, key=same, problem="Changed with the back button")
    assert AssistanceRequest.objects.count() == 1
    assert "/receipt/" in first["Location"] and "/receipt/" in second["Location"]
    assert not RequestDraft.objects.exists()


def test_the_address_of_a_form_opens_no_private_page(asking, client):
    """Whoever else has it must not get further than the contact of the request lets them."""
    same = key()
    send(client, key=same)
    draft_link = f"/en/request/send/{drafts.token_in(same)[0]}/"
    opened, guessed = client.get(draft_link), send(client, key=same, contact_email="spy@else.example")
    for answer in (opened, guessed):
        assert answer.status_code == 410 and "/follow/WzE" not in answer.content.decode()
    AssistanceRequest.objects.update(link_version=2)
    assert send(client, key=same).status_code == 410
    assert AssistanceRequest.objects.count() == 1


def test_nobody_is_led_to_an_address_that_was_made_up(asking, client):
    response = send(client, address="/en/request/send/made-up/", action="save")
    assert "made-up" not in response["Location"]
    assert "We tried twice." in client.get(response["Location"]).content.decode()


def test_odd_headers_are_answered(asking, client):
    data = {**FILLED_IN, "key": key()}
    assert client.post(FORM, data, headers={"origin": "http://[bad"}).status_code == 403
    odd = client.generic("POST", FORM, b"a=b", "application/x-www-form-urlencoded; charset=utf-7")
    assert odd.status_code == 400
    assert client.generic("POST", FORM, b"a", "text/plain", CONTENT_LENGTH="abc").status_code == 400


def test_files_are_counted(asking, client):
    several = [picture(f"{number}.jpg", size=(60, 60 + number)) for number in range(11)]
    response = send(client, action="save", files={"annexes": several})
    assert len(RequestDraft.objects.get().stored_files) == 10
    assert "Too many files" in client.get(response["Location"]).content.decode()


def test_a_request_that_fails_takes_no_number(asking, client, monkeypatch):
    send(client)
    with monkeypatch.context() as broken:
        broken.setattr("assistance.mail.tell_staff", lambda request: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send(client)
    send(client)
    assert [one.reference[-4:] for one in AssistanceRequest.objects.order_by("pk")] == ["0001", "0002"]
    assert OutgoingMail.objects.count() == 2


def test_a_regional_body_asks_without_a_country(asking, client):
    response = send(client, country="regional")
    assert 'href="#id_regional_body"' in client.get(response["Location"]).content.decode()
    send(client, country="regional", regional_body="COMESA Secretariat")
    assert AssistanceRequest.objects.get().reference.startswith("REG-")


def test_institutions_are_added_one_by_one(asking, client):
    response = send(client, action="add-institution")
    html = client.get(response["Location"]).content.decode()
    assert 'name="institutions-1-name"' in html and "error-summary" not in html
    send(
        client,
        **{
            "institutions-TOTAL_FORMS": "3",
            "institutions-2-name": "City",
            "institutions-2-kind": "local_authority",
        },
    )
    assert [str(one) for one in AssistanceRequest.objects.get().institutions.all()] == [
        "Ministry of Labour",
        "City",
    ]


def test_a_file_that_is_refused_says_why_and_the_rest_is_kept(asking, client):
    response = send(
        client, files={"letter": picture(), "annexes": [sending.SimpleUploadedFile("x.pdf", b"MZ\x90")]}
    )
    html = client.get(response["Location"]).content.decode()
    assert not AssistanceRequest.objects.exists()
    assert 'href="#id_annexes"' in html and "x.pdf" in html and "letter.jpg" in html


def test_a_file_can_be_taken_out_again(asking, client):
    response = send(client, action="save", files={"letter": picture()})
    (stored,) = RequestDraft.objects.get().stored_files
    send(client, address=response["Location"], action=f"remove:{stored}")
    assert RequestDraft.objects.get().stored_files == []


def test_too_much_is_not_kept_but_the_words_are(asking, client):
    huge = sending.SimpleUploadedFile("huge.pdf", b"%PDF-1.7" + b"0" * (11 * 1024 * 1024))
    response = send(client, files={"letter": huge})
    html = client.get(response["Location"]).content.decode()
    assert "We tried twice." in html and "huge.pdf" in html
    assert RequestDraft.objects.get().stored_files == []


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (IntakeState.OPEN, RequestKind.REQUEST),
        (IntakeState.BETWEEN_PHASES, RequestKind.EXPRESSION_OF_INTEREST),
        (IntakeState.PAUSED, None),
        (IntakeState.CLOSED, None),
    ],
)
def test_what_is_taken_follows_the_intake(site, client, committed, state, kind):
    with committed():
        sending.request_page(site, state)
    shown = client.get(FORM)
    response = send(client)
    if kind:
        assert AssistanceRequest.objects.get().kind == kind
    else:
        assert "Requests are welcome." in text_of(shown) and 'name="problem"' not in shown.content.decode()
        assert not AssistanceRequest.objects.exists()
        assert drafts.load(response["Location"].split("/")[4]).values["contact_name"] == ["Awa Diop"]


def test_intake_opens_and_closes_on_its_days(site, client, committed):
    today = timezone.localdate()
    with committed():
        page = sending.request_page(site, intake_opens=today + timedelta(days=1))
    assert (
        "from" in text_of(client.get("/en/request/"))
        and 'name="problem"' not in client.get(FORM).content.decode()
    )
    with committed():
        page.intake_opens, page.intake_closes = None, today
        page.save()
    assert 'name="problem"' in client.get(FORM).content.decode()
    with committed():
        page.intake_closes = date(2020, 1, 1)
        page.save()
    assert 'name="problem"' not in client.get(FORM).content.decode()


def test_programs_are_asked_once_more(asking, client):
    quick = send(client, key=drafts.signed(drafts.new_token()))
    trapped = send(client, website="https://spam.example")
    unknown = send(client, key="made:up:key")
    for response in (quick, trapped, unknown):
        assert response.status_code == 200
        assert "We tried twice." in response.content.decode()
    assert not AssistanceRequest.objects.exists()
    key_now = re.search(r'name="key" value="([^"]+)"', quick.content.decode())[1]
    assert "/receipt/" in send(client, key=key_now)["Location"]


def test_too_many_requests_from_one_place_wait_and_lose_nothing(asking, client, settings):
    settings.REQUESTS_A_DAY = 1
    send(client)
    response = send(client, problem="The second one")
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "The second one" in response.content.decode()
    assert AssistanceRequest.objects.count() == 1


def test_another_sites_form_is_refused(asking, client):
    data = {**FILLED_IN, "key": key()}
    assert client.post(FORM, data, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert client.post(FORM, data, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post(FORM, data, headers={"origin": "http://testserver"}).status_code == 303


def test_nothing_is_cached_shared_or_remembered(asking, client):
    for response in (client.get(FORM), send(client), client.get("/en/request/follow/")):
        assert "no-store" in response["Cache-Control"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies


def test_what_partners_do_leaves_the_pages_that_are_kept_alone(asking, client, committed):
    with committed():
        pass
    version = content_version()
    with committed():
        send(client, files={"letter": picture()})
    assert content_version() == version


def test_a_full_disk_is_said_plainly_and_the_words_are_kept(asking, client, settings, tmp_path):
    full = tmp_path / "full"
    full.write_text("a file where a folder is wanted")
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": full / "private"},
        },
    }
    response = send(client, files={"letter": picture()})
    html = client.get(response["Location"]).content.decode()
    assert "could not be saved" in html and "We tried twice." in html


def test_files_wait_until_they_are_looked_at(asking, client):
    send(client, files={"letter": picture()})
    assert RequestFile.objects.get().state == FileState.WAITING
    work()
    file = RequestFile.objects.get()
    assert (file.state, file.scanned_by) == (FileState.CLEAN, "")
    content = vault.get(file.stored_as, vault.unwrap(file.wrapped_key))
    assert content.startswith(b"\xff\xd8") and len(content) == file.size


def test_the_log_says_what_happened_and_nothing_of_who(asking, client):
    send(client, files={"letter": picture("awa.jpg")})
    work()
    said = " ".join(f"{entry.event} {entry.detail}" for entry in AuditEntry.objects.all())
    assert "submitted" in said and "mail_sent" in said
    assert "wa" not in said.replace("waiting", "")
    assert OutgoingMail.objects.get(kind="receipt").body == ""


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.dictionaries(
        st.sampled_from([*FILLED_IN, "areas", "mechanisms", "website", "action", "regional_body"]),
        st.text(max_size=60)
        | st.sampled_from(["-1", "99999999999999999999", "1e9", "\x00", "on", "remove:../../x"]),
        max_size=6,
    )
)
def test_whatever_is_posted_gets_an_answer(asking, client, settings, changes):
    settings.REQUESTS_A_DAY = 10_000
    from core.models import RateCount

    RateCount.objects.all().delete()
    cache.clear()  # where Redis counts
    response = send(client, **{"action": "send", **changes})
    assert response.status_code in (200, 302, 303)
    if response.status_code != 200:
        assert client.get(response["Location"]).status_code in (200, 302)
