"""The end of what is known of a person."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from assistance import vault
from assistance.audit import record
from assistance.models import Actor, AssistanceRequest, Event

from .locking import locked

ANONYMOUS = "–"
"""Stands where a person or an institution was named."""


@transaction.atomic
def anonymise(
    request: AssistanceRequest, actor: Actor, by: Any = None, *, if_past: date | None = None
) -> AssistanceRequest:
    """Delete the files and whatever tells who asked; country, tags, stages and dates stay, to be counted.

    The words of problem and wanted change may name anybody: they go too. ``if_past``: only if the request is
    to be kept no longer than until the day before.
    """
    request = locked(request)
    if request.anonymised_at or (if_past and request.retain_until >= if_past):
        return request
    stored = list(request.files.values_list("stored_as", flat=True))
    request.files.all().delete()
    request.messages.all().delete()
    request.notes.all().delete()
    request.mails.all().delete()
    request.stage_entries.update(reason="")
    request.institutions.update(name=ANONYMOUS)
    request.contact_name = request.problem = request.change = ANONYMOUS
    request.contact_function = request.contact_phone = request.contact_email = ""
    request.earlier_cooperation = request.needed = ""
    if request.regional_body:
        request.regional_body = ANONYMOUS
    request.anonymised_at = timezone.now()
    request.link_version += 1
    request.save()
    if request.project and not request.project.live and request.project.first_published_at is None:
        # A draft that nobody has published holds the partner's words, in each of its revisions.
        project, request.project = request.project, None
        request.save(update_fields=["project"])
        project.delete()
    record(request.reference, Event.ANONYMISED, actor, by=by, detail=f"{len(stored)} files")
    for name in stored:
        transaction.on_commit(lambda name=name: vault.discard(name), robust=True)  # type: ignore[misc]
    return request
