"""Following a request by its private link, and what a wrong one gets."""

import io
import json
import re
import zipfile
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.utils import timezone

from assistance import links, services, vault
from assistance.models import Actor, AssistanceRequest, AuditEntry, Event, OutgoingMail, RequestFile, Waiting
from assistance.stages import Stage
from tests import factories, sending
from tests.sending import picture, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(site, committed):
    with committed():
        sending.request_page(site)
        return factories.AssistanceRequestFactory(reference="ML-2026-0042")


@pytest.fixture
def officer(asked):
    return factories.member_of("Request officers")


def path_of(asked, step=""):
    asked.refresh_from_db()
    return f"/en/request/follow/{links.token_for(asked)}/{step}"


def text_of(response):
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html[html.index("<main") : html.index("</main>")]))


def test_it_tells_where_the_request_stands_and_what_is_needed(asked, officer, client):
    services.move(asked, Stage.CHECKED, officer)
    services.send_message(asked, "Please send\n\nthe letter.", officer, needed="The signed letter.")
    services.add_note(asked, "Not for them", officer)
    html = text_of(client.get(path_of(asked)))
    for said in (
        "ML-2026-0042",
        "Checked",
        "Please send",
        "The signed letter.",
        "Ministry of Labour",
        "A strategy.",
    ):
        assert said in html, said
    assert "Not for them" not in html and officer.get_username() not in html


def test_a_declined_request_says_why(asked, officer, client):
    services.move(asked, Stage.DECLINED, officer, reason="Another programme does it already.")
    html = text_of(client.get(path_of(asked)))
    assert "Declined" in html and "Another programme does it already." in html
    assert "to come" not in html


def test_every_wrong_link_gets_the_same(asked, client, django_assert_num_queries):
    good = links.token_for(asked)
    other = signing.TimestampSigner(salt=links.SALT).sign_object([asked.pk + 1, 1])
    foreign = signing.TimestampSigner(salt="another").sign_object([asked.pk, 1])
    with pytest.MonkeyPatch.context() as clock:
        clock.setattr(signing.time, "time", lambda: (timezone.now() - timedelta(days=91)).timestamp())
        old = links.token_for(asked)
    wrong = [good[:-1] + ("x" if good[-1] != "x" else "y"), other, foreign, old, "nothing", "a:b:c", "%00"]
    assert client.get(f"/en/request/follow/{good}/").status_code == 200
    answers = [client.get(f"/en/request/follow/{token}/") for token in wrong[:-1]]
    assert {answer.status_code for answer in answers} == {404}
    pages = {re.sub(r"/follow/[^\"]*", "", answer.content.decode()) for answer in answers}
    assert len(pages) == 1
    assert "Ministry" not in pages.pop()
    for step in ("files/", "copy/"):
        assert client.post(f"/en/request/follow/{other}/{step}").status_code == 404
    assert client.get(f"/en/request/follow/{other}/contact/").status_code == 404


def test_a_new_link_goes_to_the_contact_only_and_voids_the_old_one(asked, client):
    old = path_of(asked)
    answers = [
        client.post("/en/request/follow/", {"reference": reference, "email": email})
        for reference, email in (
            ("ml-2026-0042", "AWA@ministry.example"),
            ("ML-2026-0042", "someone@else.example"),
            ("ML-2026-0099", "awa@ministry.example"),
        )
    ]
    assert len({text_of(answer) for answer in answers}) == 1
    work()
    (only,) = mail.outbox
    assert only.to == ["awa@ministry.example"]
    assert client.get(old).status_code == 404
    new = re.search(r"http://localhost:8000(/en/request/follow/\S+)", only.body)[1]
    assert client.get(new).status_code == 200


def test_the_letter_comes_later_under_the_same_reference(asked, client):
    response = client.post(path_of(asked, "files/"), {"letter": picture("letter.jpg")})
    assert response.status_code == 303
    asked.refresh_from_db()
    assert [file.name for file in asked.files.all()] == ["letter.jpg"]
    assert asked.waiting == Waiting.FOR_US
    assert "letter.jpg" in text_of(client.get(path_of(asked)))
    refused = client.post(
        path_of(asked, "files/"), {"annexes": sending.SimpleUploadedFile("plan.pdf", b"<html>")}
    )
    assert "plan.pdf" in text_of(refused) and RequestFile.objects.count() == 1
    assert "Choose a file" in text_of(client.post(path_of(asked, "files/")))


def test_an_ended_request_takes_no_more_files(asked, officer, client):
    services.move(asked, Stage.DECLINED, officer, reason="No.")
    response = client.post(path_of(asked, "files/"), {"letter": picture()})
    assert "ended" in text_of(response)
    assert not RequestFile.objects.exists()


def test_another_address_of_the_contact_voids_the_link_and_both_are_told(asked, client):
    old = path_of(asked)
    data = {"name": "Binta Keita", "function": "", "email": "binta@ministry.example", "phone": ""}
    response = client.post(path_of(asked, "contact/"), data)
    assert "Binta Keita" in text_of(client.get(response["Location"]))
    assert client.get(old).status_code == 404
    work()
    assert {message.to[0] for message in mail.outbox} == {"binta@ministry.example", "awa@ministry.example"}
    to_old = next(message for message in mail.outbox if message.to == ["awa@ministry.example"])
    assert "/follow/" not in to_old.body and "Binta" not in to_old.body and "binta" not in to_old.body


def test_the_site_writes_to_nobody_in_a_partners_words(asked, client, monkeypatch):
    data = {"name": "Pay at http://evil.example", "email": "minister@gov.example"}
    assert "without an address" in text_of(client.post(path_of(asked, "contact/"), data))
    monkeypatch.setattr("assistance.views.follow.CONTACTS_A_DAY", 1)
    for number in range(3):
        changed = {"name": "Binta Keita", "email": f"{number}@gov.example"}
        client.post(path_of(asked, "contact/"), changed)
    asked.refresh_from_db()
    assert asked.contact_email == "0@gov.example"
    client.post(path_of(asked, "withdraw/"), {"reason": "Pay at http://evil.example", "sure": "on"})
    work()
    assert not any("evil" in message.body for message in mail.outbox)


def test_a_wrong_address_is_refused_and_nothing_typed_lost(asked, client):
    response = client.post(
        path_of(asked, "contact/"),
        {"name": "Binta Keita", "email": "binta\nBcc: x@y.example", "function": "F"},
    )
    assert response.status_code == 200 and "Binta Keita" in response.content.decode()
    asked.refresh_from_db()
    assert asked.contact_email == "awa@ministry.example"


def test_a_request_is_withdrawn_with_a_reason(asked, client):
    assert "error-summary" in client.post(path_of(asked, "withdraw/"), {"reason": "x"}).content.decode()
    client.post(path_of(asked, "withdraw/"), {"reason": "Our priorities changed.", "sure": "on"})
    asked.refresh_from_db()
    assert asked.stage == Stage.WITHDRAWN
    html = text_of(client.get(path_of(asked)))
    assert "Withdrawn" in html and "Our priorities changed." in html
    assert "Withdraw the request" not in html


def test_a_copy_of_the_data_holds_all_of_it_and_no_names_of_staff(asked, officer, client):
    services.add_note(asked, "They called.", officer)
    client.post(path_of(asked, "files/"), {"letter": picture("letter.jpg")})
    work()
    response = client.post(path_of(asked, "copy/"))
    assert response["Content-Disposition"] == 'attachment; filename="ML-2026-0042.zip"'
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    data = json.loads(archive.read("data.json"))
    assert data["contact"]["email"] == "awa@ministry.example"
    assert data["notes"][0]["text"] == "They called."
    assert officer.get_username() not in json.dumps(data)
    (letter,) = [name for name in archive.namelist() if name.endswith("letter.jpg")]
    assert archive.read(letter).startswith(b"\xff\xd8")
    assert AuditEntry.objects.filter(event=Event.DATA_EXPORTED, actor=Actor.PARTNER).exists()


def test_an_anonymised_request_leads_nowhere(asked, client, django_capture_on_commit_callbacks):
    client.post(path_of(asked, "files/"), {"letter": picture("letter.jpg")})
    path = path_of(asked)
    stored = RequestFile.objects.get().stored_as
    with django_capture_on_commit_callbacks(execute=True):
        services.anonymise(asked, Actor.SYSTEM)
    assert client.get(path).status_code == 404
    assert not vault.storage().exists(stored)
    kept = AssistanceRequest.objects.filter(pk=asked.pk).values().get()
    said = " ".join(str(value) for value in kept.values())
    for gone in ("Awa", "awa@", "strategy", "+223"):
        assert gone not in said
    assert kept["country_id"] and kept["reference"] == "ML-2026-0042"


def test_the_private_page_costs_the_same_whatever_has_happened(
    asked, officer, client, django_assert_max_num_queries
):
    path = path_of(asked)
    client.get(path)
    for number in range(5):
        services.send_message(asked, f"Message {number}", officer)
        client.post(path_of(asked, "files/"), {"annexes": picture(size=(60, 80 + number))})
    # the request page 1, its frame 2, the request 1, what belongs to it 5, the count 3, the audit entry 1
    with django_assert_max_num_queries(14):
        client.get(path)


def test_mail_under_way_does_not_bring_back_what_was_erased(asked, monkeypatch):
    from django.core.mail.backends.locmem import EmailBackend

    def erase_meanwhile(backend, messages):
        services.anonymise(asked, Actor.SYSTEM)
        raise OSError

    services.renew_link(asked)
    monkeypatch.setattr(EmailBackend, "send_messages", erase_meanwhile)
    work()
    assert not OutgoingMail.objects.exists()


def test_looking_too_often_is_slowed_down(asked, client, monkeypatch):
    monkeypatch.setattr("assistance.views.follow.LOOKS_AN_HOUR", 2)
    assert [client.get(path_of(asked)).status_code for _ in range(3)] == [200, 200, 429]
