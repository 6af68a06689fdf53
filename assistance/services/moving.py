"""From stage to stage, by staff or by the partner who withdraws."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assistance import mail
from assistance.audit import record
from assistance.models import Actor, AssistanceRequest, Event, MailKind, StageEntry, Waiting
from assistance.stages import ENDED, PARTNER_MAY_WITHDRAW, Stage, may_follow, needs_reason
from assistance.texts import stage_words

from .locking import NotAllowed, to_be_changed


@transaction.atomic
def move(
    request: AssistanceRequest, stage: Stage, by: Any, *, reason: str = "", seen_stage: str | None = None
) -> AssistanceRequest:
    """To the next stage. ``seen_stage``: the one that staff saw, so that two do not move it at once."""
    request = to_be_changed(request)
    if seen_stage is not None and request.stage != seen_stage:
        raise NotAllowed(
            _("Somebody has changed the stage of this request in the meantime. Look at it again.")
        )
    if not may_follow(request.stage, stage):
        raise NotAllowed(_("This stage can’t follow the current one."))
    if needs_reason(request.stage, stage) and not reason.strip():
        raise NotAllowed(_("Give the partner a reason."))
    _move(request, stage, Actor.STAFF, by, reason)
    mail.write(request, MailKind.STAGE, {"reason": reason})
    return request


@transaction.atomic
def withdraw(request: AssistanceRequest, reason: str) -> AssistanceRequest:
    """By the partner. An e-mail confirms it."""
    request = to_be_changed(request)
    if request.stage not in PARTNER_MAY_WITHDRAW:
        raise NotAllowed(_("This request has ended already."))
    _move(request, Stage.WITHDRAWN, Actor.PARTNER, None, reason)
    mail.write(request, MailKind.STAGE)  # without the reason: nobody is to write e-mail through us
    mail.tell_staff(request)
    return request


def enter(request: AssistanceRequest, stage: Stage, now: Any) -> None:
    days = stage_words(settings.LANGUAGE_CODE)[stage].normal_days
    today = timezone.localdate(now)
    request.stage, request.stage_since = stage, now
    request.due_on = today + timedelta(days=days) if days else None
    request.waiting = Waiting.NOBODY if stage in ENDED else Waiting.FOR_US
    request.needed = ""
    kept_days = (
        settings.REQUEST_KEPT_DAYS_WITHOUT_PROJECT
        if stage in (Stage.DECLINED, Stage.WITHDRAWN)
        else settings.REQUEST_KEPT_DAYS
    )
    request.retain_until = today + timedelta(days=kept_days)


def _move(request: AssistanceRequest, stage: Stage, actor: Actor, by: Any, reason: str) -> None:
    now = timezone.now()
    before = request.stage
    enter(request, stage, now)
    request.save()
    StageEntry.objects.create(request=request, stage=stage, at=now, actor=actor, by=by, reason=reason)
    record(request.reference, Event.STAGE_CHANGED, actor, by=by, detail=f"{before} → {stage}")
