"""Files of a request: what was inspected and stored becomes the request's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assistance import mail, vault
from assistance.audit import record
from assistance.files.limits import why_not
from assistance.models import Actor, AssistanceRequest, Event, FileRole, FileState, RequestFile
from assistance.tasks import scan

from .handling import our_turn
from .locking import NotAllowed, to_be_changed


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


@transaction.atomic
def add_files(request: AssistanceRequest, files: Sequence[NewFile], actor: Actor, by: Any = None) -> None:
    """Files that came later: the signed letter, what was asked for.

    Counted once more, now that nobody else can add any. What is not allowed is taken out of the storage.
    """
    request = to_be_changed(request)
    sizes = [*request.files.values_list("size", flat=True), *(new.size for new in files)]
    refusal = why_not(files=len(sizes), size=sum(sizes))
    if request.has_ended:
        refusal = _("This request has ended: nothing can be added to it.")
    if refusal:
        for new in files:
            vault.discard(new.stored_as)
        raise NotAllowed(refusal)
    for new in files:
        keep(request, new, actor, by)
    if actor == Actor.PARTNER:
        our_turn(request)
        mail.tell_staff(request)


def keep(
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
