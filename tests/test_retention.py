"""What is kept for a time ends with it, and nothing else does."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from assistance import drafts, retention, services, vault
from assistance.logs import WithoutPrivateLinks
from assistance.models import (
    Actor,
    AssistanceRequest,
    FileRole,
    OutgoingMail,
    RequestDraft,
    RequestFile,
)
from tests import factories
from tests.sending import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def private(settings, tmp_path):
    """A folder as private storage."""
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path},
        },
    }
    return tmp_path


def stored_file():
    key = vault.new_key()
    return services.NewFile(
        FileRole.LETTER, "letter.pdf", "application/pdf", 3, "0" * 64, vault.put(b"abc", key), key
    )


def expire(committed, *arguments):
    with committed():
        call_command("expire_requests", *arguments)


def files_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_drafts_end_after_two_weeks_with_their_files(private, committed, capsys):
    old, new = (drafts.Draft(drafts.new_token(), {"problem": ["x"]}, (stored_file(),)) for _ in range(2))
    for draft in (old, new):
        drafts.save(draft)
    RequestDraft.objects.filter(key_hash=drafts.hash_of(old.token)).update(expires_at=timezone.now())
    expire(committed, "--dry-run")
    assert len(files_in(private)) == 2
    expire(committed)
    assert drafts.load(old.token) is None and drafts.load(new.token) == new
    assert files_in(private) == [new.files[0].stored_as]
    assert "drafts deleted: 1" in capsys.readouterr().out


def test_new_keys_open_what_old_ones_sealed(private, settings):
    draft = drafts.Draft(drafts.new_token(), {"problem": ["x"]}, (stored_file(),))
    drafts.save(draft)
    wrapped = vault.wrap(draft.files[0].key)
    settings.REQUEST_KEYS = ["the new one", *settings.REQUEST_KEYS]
    assert drafts.load(draft.token) == draft
    assert vault.get(draft.files[0].stored_as, vault.unwrap(wrapped)) == b"abc"
    settings.REQUEST_KEYS = ["another one"]
    assert drafts.load(draft.token) is None


def test_a_file_that_became_a_requests_outlives_its_draft(private, committed, site):
    draft = drafts.Draft(drafts.new_token(), {"problem": ["x"]}, (stored_file(),))
    drafts.save(draft)
    services.add_files(factories.AssistanceRequestFactory(), draft.files, Actor.PARTNER)
    RequestDraft.objects.update(expires_at=timezone.now())
    expire(committed)
    assert files_in(private) == [draft.files[0].stored_as]


def test_requests_past_their_day_are_made_anonymous(private, committed, capsys, site):
    past = factories.AssistanceRequestFactory(retain_until=date(2026, 1, 1))
    kept = factories.AssistanceRequestFactory()
    services.add_files(past, [stored_file()], Actor.PARTNER)
    expire(committed)
    past.refresh_from_db()
    assert past.anonymised_at and not RequestFile.objects.exists() and files_in(private) == []
    assert AssistanceRequest.objects.get(pk=kept.pk).contact_name == "Awa Diop"
    out = capsys.readouterr().out
    assert past.reference in out and "Awa" not in out


def test_files_without_a_request_go_after_a_day(private, committed, monkeypatch):
    vault.storage().save("ab/orphan", ContentFile(b"x"))
    expire(committed)
    assert files_in(private) == ["ab/orphan"]
    monkeypatch.setattr(retention, "ORPHANED_AFTER", timedelta(0))
    expire(committed)
    assert files_in(private) == []


def test_what_a_killed_worker_left_is_taken_up(private, committed, site, mailoutbox):
    from django_tasks_db.models import DBTaskResult

    request = factories.AssistanceRequestFactory()
    services.renew_link(request)
    DBTaskResult.objects.all().delete()  # as if its worker had taken the task and died
    OutgoingMail.objects.update(next_attempt_at=timezone.now() - timedelta(hours=1))
    expire(committed)
    expire(committed)
    work()
    assert len(mailoutbox) == 1


def test_one_part_that_fails_does_not_keep_the_others_from_their_work(private, committed, monkeypatch):
    monkeypatch.setitem(retention.PARTS, "drafts deleted", lambda dry_run: 1 / 0)
    old = factories.AssistanceRequestFactory(retain_until=date(2026, 1, 1))
    with pytest.raises(CommandError, match="drafts deleted"):
        expire(committed)
    old.refresh_from_db()
    assert old.anonymised_at


def test_one_request_that_fails_does_not_keep_the_others(private, committed, monkeypatch):
    fine, broken = (factories.AssistanceRequestFactory(retain_until=date(2026, 1, 1)) for _ in range(2))
    anonymise = services.anonymise

    def fails_for_one(request, *arguments, **options):
        if request.pk == broken.pk:
            raise OSError
        return anonymise(request, *arguments, **options)

    monkeypatch.setattr(services, "anonymise", fails_for_one)
    with pytest.raises(CommandError, match="requests made anonymous"):
        expire(committed)
    for request in (fine, broken):
        request.refresh_from_db()
    assert fine.anonymised_at and not broken.anonymised_at


@pytest.mark.parametrize("step", ["follow", "send"])
def test_private_links_stand_in_no_log(client, site, caplog, step):
    caplog.handler.addFilter(WithoutPrivateLinks())
    client.get(f"/en/request/{step}/a-secret-token/contact/")
    assert f"/en/request/{step}/…" in caplog.text
    assert "a-secret-token" not in caplog.text
