"""Writing into the audit log."""

from typing import Any

from .models import Actor, AuditEntry, Event


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
