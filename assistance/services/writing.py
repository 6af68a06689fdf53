"""What staff write: messages to the partner, notes for themselves."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from assistance import mail
from assistance.audit import record
from assistance.models import (
    Actor,
    AssistanceRequest,
    Event,
    MailKind,
    MailState,
    Message,
    Note,
    OutgoingMail,
)
from assistance.tasks import deliver

from .handling import need
from .locking import to_be_changed

TWICE = timedelta(minutes=2)
"""The same words again in that time: the button was pressed twice."""


@transaction.atomic
def send_message(request: AssistanceRequest, text: str, by: Any, *, needed: str | None = None) -> Message:
    """Write to the partner. ``needed``: what they are to do now, which makes it their turn; or None."""
    request = to_be_changed(request)
    twice = request.messages.filter(by=by, text=text, at__gt=timezone.now() - TWICE).first()
    if twice:
        return twice
    message = Message.objects.create(request=request, by=by, text=text)
    if needed is not None:
        need(request, needed)
    record(request.reference, Event.MESSAGE_SENT, Actor.STAFF, by=by, detail=str(message.pk))
    mail.write(request, MailKind.MESSAGE, {"message": text})
    return message


@transaction.atomic
def add_note(request: AssistanceRequest, text: str, by: Any) -> Note:
    request = to_be_changed(request)
    note = Note.objects.create(request=request, by=by, text=text)
    record(request.reference, Event.NOTE_ADDED, Actor.STAFF, by=by, detail=str(note.pk))
    return note


@transaction.atomic
def send_again(outgoing: OutgoingMail, by: Any) -> None:
    """A dead letter is put on its way once more; pressed twice it is one."""
    outgoing = OutgoingMail.objects.select_for_update().get(pk=outgoing.pk)
    if outgoing.state != MailState.FAILED:
        return
    outgoing.state, outgoing.attempts, outgoing.last_error = MailState.WAITING, 0, ""
    outgoing.next_attempt_at = timezone.now()
    outgoing.save()
    record(outgoing.request.reference, Event.EDITED, Actor.STAFF, by=by, detail=f"e-mail {outgoing.pk}")
    deliver.enqueue(outgoing.pk)
