"""What is kept for a time only: each part finds what is past its time, and ends it."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.models import RateCount
from core.stored_files import all_files

from . import services, vault
from .models import Actor, AssistanceRequest, MailState, OutgoingMail, RequestDraft, RequestFile
from .tasks import BACKEND, put_back

logger = logging.getLogger(__name__)

ORPHANED_AFTER = timedelta(days=1)
"""A file that was just stored has no row yet."""
TASKS_KEPT = timedelta(days=7)
SENT_MAIL_KEPT = timedelta(days=90)


def expired_drafts(*, dry_run: bool) -> int:
    """Forms that nobody went on with."""
    number = 0
    for pk in RequestDraft.objects.expired().values_list("pk", flat=True):
        number += 1
        if dry_run:
            continue
        with transaction.atomic():
            # Asked again: somebody may have gone on with it meanwhile.
            draft = RequestDraft.objects.expired().select_for_update().filter(pk=pk).first()
            stored = draft.stored_files if draft else []
            if draft:
                draft.delete()
        _discard(stored)
    return number


def past_requests(*, dry_run: bool) -> list[str]:
    """Requests whose day has come: anonymised. Returns their references.

    One that fails does not keep the others from it; RuntimeError then says which.
    """
    requests = list(AssistanceRequest.objects.past_retention())
    if dry_run:
        return [request.reference for request in requests]
    done, failed = [], []
    for request in requests:
        try:
            services.anonymise(request, Actor.SYSTEM, if_past=timezone.localdate())
            done.append(request.reference)
        except Exception:  # whatever it is, the others' day has come too
            logger.exception("%s could not be made anonymous", request.reference)
            failed.append(request.reference)
    if failed:
        raise RuntimeError(f"Not made anonymous: {', '.join(failed)}; made so: {', '.join(done) or 'none'}")
    return done


def orphaned_files(*, dry_run: bool) -> int:
    """Files in the private storage that belong to nothing: of a post that failed after they were kept."""
    storage, long_ago = vault.storage(), timezone.now() - ORPHANED_AFTER
    orphans = [name for name in all_files(storage) if storage.get_modified_time(name) < long_ago]
    # Asked for after the files: what was given a row meanwhile has one now.
    # Drafts first: a form that is sent meanwhile is found among the requests then.
    known: set[str] = set()
    for names in RequestDraft.objects.values_list("stored_files", flat=True):
        known.update(names)
    known.update(RequestFile.objects.values_list("stored_as", flat=True))
    orphans = [name for name in orphans if name not in known]
    if not dry_run:
        for name in orphans:
            vault.discard(name)
    return len(orphans)


def old_records(*, dry_run: bool) -> int:
    """What the queue has done or a killed worker has left, e-mail that was sent, counts that have passed."""
    now = timezone.now()
    tasks = DBTaskResult.objects.exclude(status=TaskResultStatus.READY).filter(
        backend_name=BACKEND, enqueued_at__lt=now - TASKS_KEPT
    )
    mails = OutgoingMail.objects.filter(state=MailState.SENT, sent_at__lt=now - SENT_MAIL_KEPT)
    number = tasks.count() + mails.count()
    if not dry_run:
        tasks.delete()
        mails.delete()
        RateCount.objects.delete_passed(int(now.timestamp()))
    return number


def stuck_tasks(*, dry_run: bool) -> int:
    """What a worker that was killed left half done: put into the queue again."""
    return 0 if dry_run else put_back()


def _discard(stored: list[str]) -> None:
    kept = set(RequestFile.objects.filter(stored_as__in=stored).values_list("stored_as", flat=True))
    for name in stored:
        if name not in kept:
            vault.discard(name)


Part = Callable[..., int | list[str]]
PARTS: dict[str, Part] = {
    "drafts deleted": expired_drafts,
    "requests made anonymous": past_requests,
    "files without a request deleted": orphaned_files,
    "old records deleted": old_records,
    "tasks put back": stuck_tasks,
}
