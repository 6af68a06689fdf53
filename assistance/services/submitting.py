"""A saved form becomes a request, once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone, translation

from assistance import mail
from assistance.audit import record
from assistance.models import (
    Actor,
    AssistanceRequest,
    DelegationInformed,
    Event,
    MailKind,
    RequestDraft,
    RequestFile,
    RequestInstitution,
    RequestKind,
    StageEntry,
    TimeFrame,
)
from assistance.models.reference import REGIONAL, next_reference
from assistance.stages import Stage
from assistance.texts import stage_words
from core.templatetags.locale_format import day_and_time
from projects.models.choices import InstitutionKind
from vocabularies.models import Area, Country, Mechanism

from .files import NewFile, keep
from .moving import enter


class DraftChanged(Exception):
    """The form was changed while it was being sent, in another window perhaps."""


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
    enter(request, Stage.RECEIVED, now)
    request.save()
    request.areas.set(submission.areas)
    request.mechanisms.set(submission.mechanisms)
    RequestInstitution.objects.bulk_create(
        RequestInstitution(request=request, position=position, name=name, kind=kind)
        for position, (name, kind) in enumerate(submission.institutions)
    )
    StageEntry.objects.create(request=request, stage=Stage.RECEIVED, at=now, actor=Actor.PARTNER)
    files = [keep(request, new) for new in submission.files]
    draft.delete()
    record(reference, Event.SUBMITTED, Actor.PARTNER, detail=f"{len(files)} files")
    mail.write(request, MailKind.RECEIPT, receipt_words(request, files))
    mail.tell_staff(request)
    return request


def receipt_words(request: AssistanceRequest, files: Sequence[RequestFile]) -> dict[str, str]:
    """What a receipt says beside what every e-mail does."""
    with translation.override(request.language):
        days = stage_words(request.language)[request.stage].normal_days
        return {
            "date": day_and_time(request.received_at),
            "files": "\n".join(
                f"{file.name}, {filesizeformat(file.size)}\nSHA-256 {file.sha256}" for file in files
            ),
            "duration": str(days) if days else "",
        }
