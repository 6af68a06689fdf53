"""What is kept too long, and its end: drafts, requests, files that nothing knows of, tasks that are done."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from . import vault
from .models import Actor, AssistanceRequest, RequestDraft, RequestFile
from .services import anonymise
from .tasks import BACKEND, put_back

UNKNOWN_FOR = timedelta(days=1)
"""A file is stored before its row is: only after this time it is known that none comes."""
TASKS_KEPT_DAYS = 14


@dataclass
class Expired:
    """What was done, or would be; nothing of a person."""

    drafts: int = 0
    requests: list[str] = field(default_factory=list)
    """References."""
    files: int = 0
    put_back: int = 0


def expire(*, dry_run: bool = False) -> Expired:
    done = Expired()
    for draft in RequestDraft.objects.expired().values_list("pk", flat=True):
        if dry_run or _delete_draft(draft):
            done.drafts += 1
    for request in AssistanceRequest.objects.past_retention():
        if not dry_run:
            anonymise(request, Actor.SYSTEM)
        done.requests.append(request.reference)
    for name in _unknown_files():
        if not dry_run:
            vault.discard(name)
        done.files += 1
    if not dry_run:
        done.put_back = put_back()
        call_command(
            "prune_db_task_results",
            f"--backend={BACKEND}",
            f"--queue-name={BACKEND}",
            f"--min-age-days={TASKS_KEPT_DAYS}",
            verbosity=0,
        )
    return done


@transaction.atomic
def _delete_draft(pk: int) -> bool:
    """With its files. False: it was sent, or written on, in the meantime."""
    draft = RequestDraft.objects.expired().select_for_update().filter(pk=pk).first()
    if draft is None:
        return False
    for name in draft.stored_files:
        transaction.on_commit(lambda name=name: vault.discard(name), robust=True)  # type: ignore[misc]
    draft.delete()
    return True


def _unknown_files() -> Iterator[str]:
    stored = list(vault.stored_before(timezone.now() - UNKNOWN_FOR))
    # In this order: a file may go from a draft to a request meanwhile, never back.
    known = {name for names in RequestDraft.objects.values_list("stored_files", flat=True) for name in names}
    known.update(RequestFile.objects.values_list("stored_as", flat=True))
    return (name for name in stored if name not in known)
