"""What officers do with a request."""

import io
import json
import zipfile
from datetime import date

import pytest
from wagtail.models import Locale

from assistance import services
from assistance.models import Actor, Event, FileState, MailText, OutgoingMail, StageText, Waiting
from assistance.stages import Stage
from tests import factories
from tests.request_room.room import events, text_of, to, with_file

pytestmark = pytest.mark.django_db


def test_everything_is_on_it_and_each_look_is_in_the_log(client, officer, asked):
    services.add_note(asked, "Ask the colleagues.", officer)
    services.send_message(asked, "Please sign the letter.", officer, needed="The signed letter")
    twin = factories.AssistanceRequestFactory()
    page = text_of(client.get(to("inspect", asked.pk)))
    for shown in (
        asked.reference,
        "Ministry of Labour",
        "Awa Diop",
        "awa@ministry.example",
        "A strategy.",
        "Ask the colleagues.",
        "Please sign the letter.",
        "The signed letter",
        twin.reference,
    ):
        assert shown in page
    assert "<b>no</b>" not in client.get(to("inspect", asked.pk)).content.decode()
    assert events(asked).count(Event.VIEWED) == 1
    assert "no-store" in client.get(to("inspect", asked.pk)).headers["Cache-Control"]


def test_only_the_next_stages_are_offered(client, officer, asked):
    page = text_of(client.get(to("inspect", asked.pk)))
    offered = {stage for stage in Stage if f'href="{to("move", asked.pk, stage)}"' in page}
    assert offered == set(asked.following_stages)
    answer = client.get(to("move", asked.pk, Stage.CLOSED), follow=True)
    assert "can’t follow" in text_of(answer)
    assert client.get(to("move", asked.pk, "nonsense")).status_code == 404


def test_a_stage_is_changed_after_a_look_at_the_email(client, officer, asked):
    in_french = {"locale": Locale.objects.get(language_code="fr")}
    StageText.objects.create(stage="declined", name="Refusée", explanation="Hélas.", **in_french)
    MailText.objects.create(
        kind="stage", subject="{reference} : {stage}", body="Motif : {reason}\n\n{link}", **in_french
    )
    asked.language = "fr"
    asked.save()
    address = to("move", asked.pk, Stage.DECLINED)
    assert f"{asked.reference} : Refusée" in text_of(client.get(address))
    shown = client.post(address, {"reason": "Hors sujet.", "preview": "1", "seen_stage": "received"})
    assert "Motif : Hors sujet." in text_of(shown)
    assert "/follow/" not in text_of(shown)
    assert not OutgoingMail.objects.exists()
    nothing = client.post(address, {"reason": " ", "seen_stage": "received"})
    assert nothing.status_code == 200 and nothing.context["form"].errors
    client.post(address, {"reason": "Hors sujet.", "seen_stage": "received"})
    asked.refresh_from_db()
    assert asked.stage == Stage.DECLINED
    assert "Motif : Hors sujet." in OutgoingMail.objects.get().body


def test_two_officers_do_not_move_it_at_once_and_nothing_typed_is_lost(client, officer, asked):
    services.move(asked, Stage.CHECKED, officer)
    late = client.post(
        to("move", asked.pk, Stage.DECLINED), {"reason": "My long reason.", "seen_stage": "received"}
    )
    assert late.status_code == 409
    assert "Somebody has changed the stage of this request" in text_of(late)
    assert "My long reason." in text_of(late)
    asked.refresh_from_db()
    assert asked.stage == Stage.CHECKED


def test_the_small_steps(client, officer, asked, site):
    project = factories.ProjectPageFactory(parent=site.projects)
    steps = {
        "note": {"text": "Ask."},
        "message": {"text": "Hello.", "needed": "A letter"},
        "assign": {"assignee": officer.pk},
        "related": {"projects": [project.pk]},
        "retention": {"day": "2030-05-01"},
        "contact": {"name": "Ali", "function": "", "email": "ali@ministry.example", "phone": ""},
        "link": {},
    }
    for name, data in steps.items():
        answer = client.post(to(name, asked.pk), data)
        assert (answer.status_code, answer.headers["Location"]) == (303, to("inspect", asked.pk)), name
    asked.refresh_from_db()
    assert asked.needed == "A letter" and asked.waiting == Waiting.FOR_THEM
    assert asked.assignee == officer
    assert list(asked.related_projects.all()) == [project]
    assert asked.retain_until == date(2030, 5, 1)
    assert asked.contact_email == "ali@ministry.example"
    assert asked.link_version == 3
    client.post(to("turn", asked.pk), {"waiting": "us", "needed": "ignored"})
    asked.refresh_from_db()
    assert (asked.waiting, asked.needed) == (Waiting.FOR_US, "")


def test_it_is_given_only_to_who_handles_requests(client, officer, asked):
    editor = factories.member_of("Editors")
    assert client.post(to("assign", asked.pk), {"assignee": editor.pk}).context["form"].errors


def test_a_clean_file_is_saved_never_shown(client, officer, asked):
    file = with_file(asked, name="lettre signée.pdf")
    answer = client.get(to("file", asked.pk, file.pk))
    assert b"".join(answer.streaming_content) == b"words"
    disposition = answer.headers["Content-Disposition"]
    assert disposition == "attachment; filename*=utf-8''lettre%20sign%C3%A9e.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert events(asked) == [Event.FILE_DOWNLOADED]
    other = factories.AssistanceRequestFactory()
    assert client.get(to("file", other.pk, file.pk)).status_code == 404


@pytest.mark.parametrize("state", [FileState.WAITING, FileState.REFUSED])
def test_another_file_is_not_given_out(client, officer, asked, state):
    file = with_file(asked, state)
    assert "can’t be opened" in text_of(client.get(to("file", asked.pk, file.pk), follow=True))
    assert Event.FILE_DOWNLOADED not in events(asked)


def test_the_copy_and_the_erasure(client, officer, asked):
    with_file(asked)
    answer = client.post(to("copy", asked.pk))
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert json.loads(archive.read("data.json"))["contact"]["name"] == "Awa Diop"
        assert len(archive.namelist()) == 2
    assert client.post(to("erase", asked.pk), {"reference": "ML"}).context["form"].errors
    client.post(to("erase", asked.pk), {"reference": asked.reference.lower()})
    asked.refresh_from_db()
    assert asked.anonymised_at and not asked.files.exists()
    assert "Awa" not in text_of(client.get(to("inspect", asked.pk)))
    assert events(asked)[:2] == [Event.DATA_EXPORTED, Event.ANONYMISED]


def test_a_day_that_has_passed_erases_nothing(client, officer, asked):
    client.post(to("retention", asked.pk), {"day": "2006-01-01"})
    kept_until = asked.retain_until
    asked.refresh_from_db()
    assert asked.retain_until == kept_until


def test_an_anonymous_request_can_not_be_written_to(client, officer, asked):
    services.anonymise(asked, Actor.STAFF, officer)
    answer = client.post(to("message", asked.pk), {"text": "Are you there?"})
    assert answer.status_code == 409 and "nothing can be changed" in text_of(answer)
