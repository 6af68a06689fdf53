"""Writing into the audit log."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from .models import Actor, AuditEntry, Event

ONE_LOOK = timedelta(minutes=10)
"""Who opens a request again in that time is still looking at it."""


def record(reference: str, event: Event, actor: Actor, *, by: Any = None, detail: str = "") -> None:
    """``by``: the account of staff, if it was staff. ``detail``: codes and numbers, nothing of a person."""
    AuditEntry.objects.create(
        reference=reference,
        event=event,
        actor=actor,
        by=by,
        by_name=by.get_username() if by else "",
        detail=detail[:255],
    )


def record_look(reference: str, by: Any) -> None:
    """Somebody of staff looks at a request."""
    lately = AuditEntry.objects.filter(
        reference=reference, event=Event.VIEWED, by=by, at__gt=timezone.now() - ONE_LOOK
    )
    if not lately.exists():
        record(reference, Event.VIEWED, Actor.STAFF, by=by)
