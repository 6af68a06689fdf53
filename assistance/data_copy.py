"""All that is kept of a request, as one file: for whose data it is, and for staff who are asked for it."""

import json
import tempfile
import zipfile
from typing import IO, Any

from django.core.serializers.json import DjangoJSONEncoder

from . import vault
from .models import AssistanceRequest, FileState


def data_copy(request: AssistanceRequest, *, for_partner: bool) -> IO[bytes]:
    """A ZIP archive: ``data.json``, and the files that are clean. ``for_partner``: without staff's names.

    Notes are in it for both: they are about the request, and the law makes no difference.
    """
    archive_file = tempfile.SpooledTemporaryFile(max_size=1024 * 1024)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(archive_file, "w", zipfile.ZIP_DEFLATED) as archive:
        data = json.dumps(_data(request, for_partner), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        archive.writestr("data.json", data)
        for file in request.files.filter(state=FileState.CLEAN):
            try:
                content = vault.get(file.stored_as, vault.unwrap(file.wrapped_key))
            except (vault.StorageFailed, vault.CannotOpen):
                archive.writestr(f"files/{file.pk}-could-not-be-read.txt", file.name)
            else:
                archive.writestr(f"files/{file.pk}-{file.name}", content)
    archive_file.seek(0)
    return archive_file


def _data(request: AssistanceRequest, for_partner: bool) -> dict[str, Any]:
    def by(entry: Any) -> dict[str, str]:
        return {} if for_partner else {"by": str(entry.by or "")}

    return {
        "reference": request.reference,
        "kind": request.kind,
        "received": request.received_at,
        "language": request.language,
        "stage": request.stage,
        "stage_since": request.stage_since,
        "needed": request.needed,
        "country": request.country.slug if request.country else "",
        "regional_body": request.regional_body,
        "institutions": list(request.institutions.values("name", "kind")),
        "contact": {
            "name": request.contact_name,
            "function": request.contact_function,
            "email": request.contact_email,
            "telephone": request.contact_phone,
        },
        "problem": request.problem,
        "change": request.change,
        "areas": list(request.areas.values_list("slug", flat=True)),
        "ways": list(request.mechanisms.values_list("slug", flat=True)),
        "earlier_cooperation": request.earlier_cooperation,
        "delegation_informed": request.delegation_informed,
        "time_frame": request.time_frame,
        "consent": {"version": request.consent_version, "given": request.consented_at},
        "kept_until": request.retain_until,
        "stages": [
            {"stage": entry.stage, "at": entry.at, "reason": entry.reason, **by(entry)}
            for entry in request.stage_entries.select_related("by")
        ],
        "messages": [
            {"at": message.at, "text": message.text, **by(message)}
            for message in request.messages.select_related("by")
        ],
        "notes": [
            {"at": note.at, "text": note.text, **by(note)} for note in request.notes.select_related("by")
        ],
        "files": list(
            request.files.values("name", "role", "content_type", "size", "sha256", "added_at", "state")
        ),
    }
