"""Everything that changes a request. Each function is one transaction, keeps the history, writes the mail.

Who may is asked by the views that call them. A change that the stage does not allow raises NotAllowed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.rate_limits import taken
from projects.models import ProjectIndexPage, ProjectPage
from projects.models.choices import InstitutionKind
from vocabularies.models import Area, Country, Mechanism

from . import mail, vault
from .audit import record
from .files.limits import why_not
from .models import (
    Actor,
    AssistanceRequest,
    DelegationInformed,
    Event,
    FileRole,
    FileState,
    MailKind,
    MailState,
    Message,
    Note,
    OutgoingMail,
    RequestDraft,
    RequestFile,
    RequestInstitution,
    RequestKind,
    StageEntry,
    TimeFrame,
    Waiting,
)
from .models.reference import REGIONAL, next_reference
from .project_draft import draft_of
from .stages import BECOMES_PROJECT, ENDED, PARTNER_MAY_WITHDRAW, Stage, may_follow, needs_reason
from .tasks import deliver, scan
from .texts import stage_words

LINKS_A_DAY = 5
"""Of one request, asked for with its reference and address."""
TWICE = timedelta(minutes=2)
"""The same words again in that time: the button was pressed twice."""
ANONYMOUS = "–"
"""Stands where a person or an institution was named."""


class NotAllowed(Exception):
    """The request's stage does not allow it. Its text is for whoever asked."""


class DraftChanged(Exception):
    """The form was changed while it was being sent, in another window perhaps."""


@dataclass(frozen=True)
class NewFile:
    """A file that was inspected and stored, not yet a request's."""

    role: FileRole
    name: str
    content_type: str
    size: int
    sha256: str
    stored_as: str
    key: bytes


@dataclass(frozen=True)
class Submission:
    """What a valid form says."""

    key_hash: str
    kind: RequestKind
    language: str
    country: Country | None
    regional_body: str
    institutions: Sequence[tuple[str, InstitutionKind]]
    contact_name: str
    contact_function: str
    contact_email: str
    contact_phone: str
    problem: str
    change: str
    areas: Sequence[Area]
    mechanisms: Sequence[Mechanism]
    earlier_cooperation: str
    delegation_informed: DelegationInformed
    time_frame: TimeFrame
    consent_version: str
    files: Sequence[NewFile] = field(default=())
    seal: bytes = b""
    """Of the draft that all this is from."""


# From the partner


def submit(submission: Submission) -> AssistanceRequest:
    """Make a request of a saved form. The same form sent twice, even at the same time, is one request.

    Raises DraftChanged.
    """
    earlier = AssistanceRequest.objects.filter(submission_key=submission.key_hash).first()
    return earlier or _submit(submission)


@transaction.atomic
def _submit(submission: Submission) -> AssistanceRequest:
    now = timezone.now()
    year = timezone.localdate(now).year
    draft = RequestDraft.objects.select_for_update().filter(key_hash=submission.key_hash).first()
    place = submission.country.slug if submission.country else REGIONAL
    # From here on whoever else sends a request waits until this one is committed.
    reference = next_reference(place, year)
    if earlier := AssistanceRequest.objects.filter(submission_key=submission.key_hash).first():
        transaction.set_rollback(True)  # the number goes back
        return earlier
    if draft is None or bytes(draft.sealed) != submission.seal:
        raise DraftChanged
    request = AssistanceRequest(
        reference=reference,
        kind=submission.kind,
        submission_key=submission.key_hash,
        language=submission.language,
        received_at=now,
        consented_at=now,
        country=submission.country,
        regional_body=submission.regional_body,
        contact_name=submission.contact_name,
        contact_function=submission.contact_function,
        contact_email=submission.contact_email,
        contact_phone=submission.contact_phone,
        problem=submission.problem,
        change=submission.change,
        earlier_cooperation=submission.earlier_cooperation,
        delegation_informed=submission.delegation_informed,
        time_frame=submission.time_frame,
        consent_version=submission.consent_version,
    )
    _enter(request, Stage.RECEIVED, now)
    request.save()
    request.areas.set(submission.areas)
    request.mechanisms.set(submission.mechanisms)
    RequestInstitution.objects.bulk_create(
        RequestInstitution(request=request, position=position, name=name, kind=kind)
        for position, (name, kind) in enumerate(submission.institutions)
    )
    StageEntry.objects.create(request=request, stage=Stage.RECEIVED, at=now, actor=Actor.PARTNER)
    files = [_keep(request, new) for new in submission.files]
    draft.delete()
    record(reference, Event.SUBMITTED, Actor.PARTNER, detail=f"{len(files)} files")
    mail.write(request, MailKind.RECEIPT, receipt_words(request, files))
    mail.tell_staff(request)
    return request


def receipt_words(request: AssistanceRequest, files: Sequence[RequestFile]) -> dict[str, str]:
    """What a receipt says beside what every e-mail does."""
    from django.template.defaultfilters import filesizeformat
    from django.utils import translation

    from core.templatetags.locale_format import day_and_time

    with translation.override(request.language):
        days = stage_words(request.language)[request.stage].normal_days
        return {
            "date": day_and_time(request.received_at),
            "files": "\n".join(
                f"{file.name}, {filesizeformat(file.size)}\nSHA-256 {file.sha256}" for file in files
            ),
            "duration": str(days) if days else "",
        }


@transaction.atomic
def add_files(request: AssistanceRequest, files: Sequence[NewFile], actor: Actor, by: Any = None) -> None:
    """Files that came later: the signed letter, what was asked for.

    Counted once more, now that nobody else can add any. What is not allowed is taken out of the storage.
    """
    request = _to_be_changed(request)
    sizes = [*request.files.values_list("size", flat=True), *(new.size for new in files)]
    refusal = why_not(files=len(sizes), size=sum(sizes))
    if request.has_ended:
        refusal = _("This request has ended: nothing can be added to it.")
    if refusal:
        for new in files:
            vault.discard(new.stored_as)
        raise NotAllowed(refusal)
    for new in files:
        _keep(request, new, actor, by)
    if actor == Actor.PARTNER:
        _our_turn(request)
        mail.tell_staff(request)


@transaction.atomic
def correct_contact(
    request: AssistanceRequest, *, name: str, function: str, email: str, phone: str, by: Any = None
) -> AssistanceRequest:
    """Another contact. A new address makes the links given out so far void; both addresses are told."""
    request = _to_be_changed(request)
    old = request.contact_email
    request.contact_name, request.contact_function = name, function
    request.contact_email, request.contact_phone = email, phone
    moved = old.casefold() != email.casefold()
    if moved:
        request.link_version += 1
    request.save()
    actor = Actor.STAFF if by else Actor.PARTNER
    record(request.reference, Event.CONTACT_CHANGED, actor, by=by)
    if moved:
        mail.write(request, MailKind.LINK)
        mail.write(request, MailKind.CONTACT_CHANGED, {"link": "", "name": ""}, recipient=old)
    if not by:
        mail.tell_staff(request)
    return request


@transaction.atomic
def withdraw(request: AssistanceRequest, reason: str) -> AssistanceRequest:
    """By the partner. An e-mail confirms it."""
    request = _to_be_changed(request)
    if request.stage not in PARTNER_MAY_WITHDRAW:
        raise NotAllowed(_("This request has ended already."))
    _move(request, Stage.WITHDRAWN, Actor.PARTNER, None, reason)
    mail.write(request, MailKind.STAGE)  # without the reason: nobody is to write e-mail through us
    mail.tell_staff(request)
    return request


def sealed_for_queue(reference: str, email: str) -> str:
    """What the queue may keep of who asked for a link, until the worker looks it up."""
    return vault.wrap(json.dumps([reference, email]).encode()).decode()


def renew_link_if_known(sealed: str) -> None:
    """Send a new link, if there is such a request with this contact; else nothing, and nobody hears of it."""
    reference, email = json.loads(vault.unwrap(sealed.encode()))
    request = AssistanceRequest.objects.filter(reference__iexact=reference, anonymised_at=None).first()
    if request is None or request.contact_email.casefold() != email.casefold():
        return
    # Each makes the link void that was sent before: nobody is to do that to a partner all day long.
    if not taken("request-link-of", request.submission_key, LINKS_A_DAY, 24 * 60 * 60):
        renew_link(request)


@transaction.atomic
def renew_link(request: AssistanceRequest, by: Any = None) -> None:
    """Send the contact a new private link; those given out before are void."""
    request = _to_be_changed(request)
    request.link_version += 1
    request.save(update_fields=["link_version"])
    record(request.reference, Event.LINK_RENEWED, Actor.STAFF if by else Actor.PARTNER, by=by)
    mail.write(request, MailKind.LINK)


# From staff


@transaction.atomic
def move(
    request: AssistanceRequest, stage: Stage, by: Any, *, reason: str = "", seen_stage: str | None = None
) -> AssistanceRequest:
    """To the next stage. ``seen_stage``: the one that staff saw, so that two do not move it at once."""
    request = _to_be_changed(request)
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
def send_message(request: AssistanceRequest, text: str, by: Any, *, needed: str | None = None) -> Message:
    """Write to the partner. ``needed``: what they are to do now, which makes it their turn; or None."""
    request = _to_be_changed(request)
    twice = request.messages.filter(by=by, text=text, at__gt=timezone.now() - TWICE).first()
    if twice:
        return twice
    message = Message.objects.create(request=request, by=by, text=text)
    if needed is not None:
        _need(request, needed, by)
    record(request.reference, Event.MESSAGE_SENT, Actor.STAFF, by=by, detail=str(message.pk))
    mail.write(request, MailKind.MESSAGE, {"message": text})
    return message


@transaction.atomic
def add_note(request: AssistanceRequest, text: str, by: Any) -> Note:
    request = _to_be_changed(request)
    note = Note.objects.create(request=request, by=by, text=text)
    record(request.reference, Event.NOTE_ADDED, Actor.STAFF, by=by, detail=str(note.pk))
    return note


@transaction.atomic
def assign(request: AssistanceRequest, assignee: Any, by: Any) -> None:
    """``assignee``: an account that may handle requests, or None."""
    request = _to_be_changed(request)
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
    request = _to_be_changed(request)
    request.waiting = waiting
    request.needed = needed if waiting == Waiting.FOR_THEM else ""
    request.save(update_fields=["waiting", "needed"])
    record(request.reference, Event.EDITED, Actor.STAFF, by=by, detail="turn")


@transaction.atomic
def relate(request: AssistanceRequest, projects: Sequence[Any], by: Any) -> None:
    """The projects that have to do with it."""
    request = _to_be_changed(request)
    request.related_projects.set(projects)
    record(request.reference, Event.EDITED, Actor.STAFF, by=by, detail="related projects")


@transaction.atomic
def make_project(request: AssistanceRequest, by: Any) -> ProjectPage:
    """The draft of a project's page, once; whoever makes it needs no right to pages."""
    request = _locked(request)
    if request.project:
        return request.project
    if request.stage not in BECOMES_PROJECT:
        raise NotAllowed(_("Only an accepted request becomes a project."))
    if request.anonymised_at:
        raise NotAllowed(_("This request is anonymous: there is nothing left to make a project of."))
    index = ProjectIndexPage.objects.filter(locale=Locale.get_default()).order_by("path").first()
    if index is None:
        raise NotAllowed(_("There is no list of projects to put it in."))
    page = draft_of(request)
    page.owner = by
    index.add_child(instance=page)
    page.save_revision(user=by, log_action="wagtail.create")
    request.project = page
    request.save(update_fields=["project"])
    record(request.reference, Event.PROJECT_MADE, Actor.STAFF, by=by, detail=str(page.pk))
    return page


@transaction.atomic
def keep_until(request: AssistanceRequest, day: date, by: Any) -> None:
    request = _to_be_changed(request)
    request.retain_until = day
    request.save(update_fields=["retain_until"])
    record(request.reference, Event.EDITED, Actor.STAFF, by=by, detail=f"kept until {day}")


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


# Retention


@transaction.atomic
def anonymise(
    request: AssistanceRequest, actor: Actor, by: Any = None, *, if_past: date | None = None
) -> AssistanceRequest:
    """Delete the files and whatever tells who asked; country, tags, stages and dates stay, to be counted.

    The words of problem and wanted change may name anybody: they go too. ``if_past``: only if the request is
    to be kept no longer than until the day before.
    """
    request = _locked(request)
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


# What they share


def _locked(request: AssistanceRequest) -> AssistanceRequest:
    """The request as it is now, for oneself until the transaction ends."""
    return AssistanceRequest.objects.select_for_update().get(pk=request.pk)


def _to_be_changed(request: AssistanceRequest) -> AssistanceRequest:
    """The same, where there is still somebody that it is about."""
    request = _locked(request)
    if request.anonymised_at:
        raise NotAllowed(_("This request is anonymous: nothing can be changed in it."))
    return request


def _enter(request: AssistanceRequest, stage: Stage, now: Any) -> None:
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
    _enter(request, stage, now)
    request.save()
    StageEntry.objects.create(request=request, stage=stage, at=now, actor=actor, by=by, reason=reason)
    record(request.reference, Event.STAGE_CHANGED, actor, by=by, detail=f"{before} → {stage}")


def _our_turn(request: AssistanceRequest) -> None:
    if not request.has_ended:
        request.waiting, request.needed = Waiting.FOR_US, ""
        request.save(update_fields=["waiting", "needed"])


def _need(request: AssistanceRequest, needed: str, by: Any) -> None:
    request.needed = needed
    request.waiting = Waiting.FOR_THEM if needed else Waiting.FOR_US
    request.save(update_fields=["needed", "waiting"])


def _keep(
    request: AssistanceRequest, new: NewFile, actor: Actor = Actor.PARTNER, by: Any = None
) -> RequestFile:
    file = RequestFile.objects.create(
        request=request,
        role=new.role,
        name=new.name,
        content_type=new.content_type,
        size=new.size,
        sha256=new.sha256,
        stored_as=new.stored_as,
        wrapped_key=vault.wrap(new.key),
        state=FileState.WAITING,
    )
    record(request.reference, Event.FILE_ADDED, actor, by=by, detail=str(file.pk))
    scan.enqueue(file.pk)
    return file
