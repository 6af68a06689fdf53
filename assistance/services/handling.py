"""How a request is handled: in whose hands, whose turn, with which projects, until when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from assistance.audit import record
from assistance.models import Actor, AssistanceRequest, Event, Waiting

from .locking import to_be_changed


@transaction.atomic
def assign(request: AssistanceRequest, assignee: Any, by: Any) -> None:
    """``assignee``: an account that may handle requests, or None."""
    request = to_be_changed(request)
    request.assignee = assignee
    request.save(update_fields=["assignee"])
    record(
        request.reference,
        Event.ASSIGNED,
        Actor.STAFF,
        by=by,
        detail=assignee.get_username() if assignee else "",
    )


@transaction.atomic
def set_turn(request: AssistanceRequest, waiting: Waiting, needed: str, by: Any) -> None:
    """Whose turn it is, and what the partner is to do if it is theirs."""
    request = to_be_changed(request)
    request.waiting = waiting
    request.needed = needed if waiting == Waiting.FOR_THEM else ""
    request.save(update_fields=["waiting", "needed"])
    record(request.reference, Event.EDITED, Actor.STAFF, by=by, detail="turn")


def our_turn(request: AssistanceRequest) -> None:
    """What they were asked for has come."""
    if not request.has_ended:
        request.waiting, request.needed = Waiting.FOR_US, ""
        request.save(update_fields=["waiting", "needed"])


def need(request: AssistanceRequest, needed: str) -> None:
    """Of the partner; of us where it is nothing."""
    request.needed = needed
    request.waiting = Waiting.FOR_THEM if needed else Waiting.FOR_US
    request.save(update_fields=["needed", "waiting"])


@transaction.atomic
def relate(request: AssistanceRequest, projects: Sequence[Any], by: Any) -> None:
    """The projects that have to do with it."""
    request = to_be_changed(request)
    request.related_projects.set(projects)
    record(request.reference, Event.EDITED, Actor.STAFF, by=by, detail="related projects")


@transaction.atomic
def keep_until(request: AssistanceRequest, day: date, by: Any) -> None:
    request = to_be_changed(request)
    request.retain_until = day
    request.save(update_fields=["retain_until"])
    record(request.reference, Event.EDITED, Actor.STAFF, by=by, detail=f"kept until {day}")
