"""A form that was begun, kept for two weeks behind a private link that alone opens it."""

import base64
import hashlib
import json
import secrets
from dataclasses import asdict, dataclass, field, replace

from django.core import signing
from django.db import transaction

from . import vault
from .files.limits import why_not
from .models import AssistanceRequest, FileRole, RequestDraft, RequestFile
from .models.draft import end_of_keeping
from .services import NewFile
from .uploads import ROLES, FileProblem

SALT = "assistance.send"
TOKEN_BYTES = 24
TOO_QUICK = 4
"""Seconds in which nobody fills in the form."""


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def signed(token: str) -> str:
    """The token as a form holds it: with when it was given out, and that it was us."""
    return signing.TimestampSigner(salt=SALT).sign(token)


def token_in(key: str) -> tuple[str, bool] | None:
    """The token, and whether it was given out only just now; None where the form's key is none of ours."""
    signer = signing.TimestampSigner(salt=SALT)
    try:
        token = signer.unsign(key)
    except signing.BadSignature:
        return None
    try:
        signer.unsign(key, max_age=TOO_QUICK)
    except signing.SignatureExpired:
        return token, False
    return token, True


@dataclass(frozen=True)
class Draft:
    token: str
    values: dict[str, list[str]] = field(default_factory=dict)
    """What was typed and chosen, as the form sent it."""
    files: tuple[NewFile, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    """With the files of the last post."""
    was_sent: bool = False
    """Whether the partner wanted to send it: what is missing is then said."""

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    def with_file(self, file: NewFile) -> "Draft":
        """A second letter takes the place of the first; the same file twice is one."""
        kept = tuple(
            other
            for other in self.files
            if not (file.role == FileRole.LETTER == other.role)
            and (other.role, other.sha256) != (file.role, file.sha256)
        )
        return replace(self, files=(*kept, file))

    def without_file(self, stored_as: str) -> "Draft":
        return replace(self, files=tuple(file for file in self.files if file.stored_as != stored_as))


def load(token: str) -> Draft | None:
    """The draft behind a private link; None where there is none, or none any more."""
    row = RequestDraft.objects.current().filter(key_hash=hash_of(token)).first()
    if row is None:
        return None
    try:
        kept = json.loads(vault.unseal_with_token(bytes(row.sealed), token))
    except vault.CannotOpen:  # the site's key is another
        return None
    return Draft(
        token=token,
        values=kept["values"],
        files=tuple(
            NewFile(**{**file, "role": FileRole(file["role"]), "key": base64.b64decode(file["key"])})
            for file in kept["files"]
        ),
        problems=tuple(FileProblem(**problem) for problem in kept["problems"]),
        was_sent=kept["was_sent"],
    )


@dataclass(frozen=True)
class Saved:
    draft: Draft
    """As it is kept: with files that another post has brought meanwhile."""
    seal: bytes
    """By which it can be told whether it was changed since."""


@transaction.atomic
def save(draft: Draft, seen: Draft | None = None) -> Saved | None:
    """Keep it for two weeks from now. Files that it no longer has are deleted.

    ``seen``: as it was when the post began. To look through its files took a while, in which another post of
    the same form may have added or removed some: that is not undone, and all together stay within the limits.
    None, with nothing kept, where another post has sent the form meanwhile.
    """
    row = _row_of(draft)
    nothing = Draft(draft.token)
    before = load(draft.token)
    brought = {file.stored_as for file in draft.files}
    if not row.sealed and AssistanceRequest.objects.filter(submission_key=row.key_hash).exists():
        row.delete()
        _discard_later(brought)
        return None
    draft = _together(draft, seen or nothing, before or nothing)
    names = [file.stored_as for file in draft.files]
    _discard_later(brought.union(row.stored_files) - set(names))
    # The same once more, as by a double click, is no change: the first post can still send what it has kept.
    if draft != before:
        row.sealed = _sealed(draft)
    row.stored_files, row.expires_at = names, end_of_keeping()
    row.save(update_fields=["sealed", "stored_files", "expires_at"])
    return Saved(draft, bytes(row.sealed))


def _row_of(draft: Draft) -> RequestDraft:
    """Its row, which nobody else changes until the transaction ends; an empty one where there was none.

    Made or found in one statement: of two first posts the second waits here until the first has kept its own.
    """
    row = RequestDraft(key_hash=hash_of(draft.token), sealed=b"")
    RequestDraft.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["key_hash"], update_fields=["key_hash"]
    )
    return RequestDraft.objects.get(key_hash=row.key_hash)


def _sealed(draft: Draft) -> bytes:
    return vault.seal_with_token(
        json.dumps(
            {
                "values": draft.values,
                "files": [
                    {**asdict(file), "key": base64.b64encode(file.key).decode()} for file in draft.files
                ],
                "problems": [asdict(problem) for problem in draft.problems],
                "was_sent": draft.was_sent,
            }
        ).encode(),
        draft.token,
    )


def _together(draft: Draft, seen: Draft, now: Draft) -> Draft:
    """The draft with what others did to its files since it was seen; ours give way where there is no room.

    A file that both have brought is one: the one that is kept already.
    """
    known = {file.stored_as for file in seen.files}
    still = {file.stored_as for file in draft.files}
    kept = replace(
        draft,
        files=tuple(file for file in now.files if file.stored_as not in known or file.stored_as in still),
    )
    there = {(file.role, file.sha256) for file in kept.files}
    for file in draft.files:
        if file.stored_as in known or (file.role, file.sha256) in there:
            continue
        more = kept.with_file(file)
        if refusal := why_not(files=len(more.files), size=more.size):
            field = next(name for name, role in ROLES.items() if role == file.role)
            kept = replace(kept, problems=(*kept.problems, FileProblem(field, refusal)))
        else:
            kept = more
    return kept


def delete(draft: Draft) -> None:
    """Before its time, because the partner wants it, or because it was sent already."""
    with transaction.atomic():
        RequestDraft.objects.filter(key_hash=hash_of(draft.token)).delete()
        _discard_later({file.stored_as for file in draft.files})


def _discard_later(names: set[str]) -> None:
    """Once the transaction has ended well."""
    for name in names:
        transaction.on_commit(lambda name=name: _discard(name), robust=True)  # type: ignore[misc]


def _discard(stored_as: str) -> None:
    """Unless it became a request's meanwhile."""
    if not RequestFile.objects.filter(stored_as=stored_as).exists():
        vault.discard(stored_as)
