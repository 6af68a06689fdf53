"""What is kept too long ends, and nothing else does."""

import io
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.utils import timezone

from assistance import vault
from assistance.models import AuditEntry, Event, FileRole, OutgoingMail, RequestDraft, RequestFile
from tests import factories

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.now() - timedelta(days=1)


@pytest.fixture(autouse=True)
def empty_storage():
    for name in list(vault.stored_before(timezone.now() + timedelta(days=1))):
        vault.discard(name)


def stored(content: bytes = b"words") -> tuple[str, bytes]:
    key = vault.new_key()
    return vault.put(content, key), key


def expire(*options: str) -> str:
    output = io.StringIO()
    call_command("expire_requests", *options, stdout=output)
    return output.getvalue()


@pytest.fixture
def two_days_later():
    """Files know when they were stored: the clock is what moves."""
    with patch("assistance.retention.UNKNOWN_FOR", timedelta(days=-1)):
        yield


def request_with_file(**fields) -> tuple:
    asked = factories.AssistanceRequestFactory(**fields)
    name, key = stored()
    RequestFile.objects.create(
        request=asked,
        role=FileRole.LETTER,
        name="letter.pdf",
        content_type="application/pdf",
        size=5,
        sha256="0" * 64,
        stored_as=name,
        wrapped_key=vault.wrap(key),
    )
    return asked, name


def exists(name: str) -> bool:
    return vault.storage().exists(name)


def test_drafts_go_with_their_files_and_current_ones_stay(committed):
    names = [stored()[0] for _number in range(2)]
    old = RequestDraft.objects.create(key_hash="1", sealed=b"", stored_files=[names[0]], expires_at=YESTERDAY)
    current = RequestDraft.objects.create(key_hash="2", sealed=b"", stored_files=[names[1]])
    with committed():
        assert "Drafts deleted: 1" in expire()
    assert list(RequestDraft.objects.all()) == [current] != [old]
    assert [exists(name) for name in names] == [False, True]


def test_requests_past_their_date_become_anonymous(site, committed):
    past, gone = request_with_file(retain_until=date(2020, 1, 1))
    current, kept = request_with_file(retain_until=timezone.localdate())
    assert past.reference in expire("--dry-run")
    past.refresh_from_db()
    assert past.contact_name == "Awa Diop" and exists(gone)
    with committed():
        said = expire()
    assert past.reference in said and current.reference not in said
    assert "Awa" not in said and "Ministry" not in said
    for asked in (past, current):
        asked.refresh_from_db()
    assert (past.contact_name, past.contact_email, past.problem) == ("–", "", "–")
    assert past.anonymised_at and not past.files.exists()
    assert current.contact_name == "Awa Diop"
    assert [exists(name) for name in (gone, kept)] == [False, True]
    entry = AuditEntry.objects.get(reference=past.reference, event=Event.ANONYMISED)
    assert entry.actor == "system"
    assert "Requests made anonymous: 0" in expire()


def test_files_that_nothing_knows_of_go_after_a_day(site, two_days_later):
    lost = stored()[0]
    drafts = stored()[0]
    RequestDraft.objects.create(key_hash="1", sealed=b"", stored_files=[drafts])
    _asked, requests = request_with_file()
    assert "deleted: 1" in expire("--dry-run") and exists(lost)
    assert "deleted: 1" in expire()
    assert [exists(name) for name in (lost, drafts, requests)] == [False, True, True]


def test_a_new_file_waits_for_its_row(site):
    name = stored()[0]
    assert "deleted: 0" in expire()
    assert exists(name)


def test_what_a_worker_left_half_done_is_taken_up(site):
    asked = factories.AssistanceRequestFactory()
    OutgoingMail.objects.create(
        request=asked, kind="receipt", language="en", recipient="a@b.example", next_attempt_at=YESTERDAY
    )
    assert "Tasks taken up again: 1" in expire()
    assert "Tasks taken up again: 0" in expire()
