"""Files of a post, inspected and stored: what can be taken, and why the rest cannot."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from . import vault
from .files.inspection import FileRefused, inspect
from .files.limits import MOST_FILES, MOST_FILES_AT_ONCE, too_many, why_not
from .files.names import safe_name
from .models import FileRole
from .services import NewFile

logger = logging.getLogger(__name__)

ROLES = {"letter": FileRole.LETTER, "annexes": FileRole.ANNEX}
"""The fields that files come by, and what they then are."""


@dataclass(frozen=True)
class FileProblem:
    """A file that was not taken in, and why, in the reader's words."""

    field: str
    message: str


def uploaded(files: MultiValueDict[str, UploadedFile]) -> list[tuple[str, UploadedFile]]:
    """The files of a post, each with its field's name."""
    return [(name, file) for name in ROLES for file in files.getlist(name)]


def take_in(
    files: Iterable[tuple[str, UploadedFile]], *, size_so_far: int = 0, files_so_far: int = 0
) -> tuple[list[NewFile], list[FileProblem]]:
    """``files``: each with its field's name. ``size_so_far``, ``files_so_far``: those taken before."""
    taken: list[NewFile] = []
    problems: list[FileProblem] = []
    for number, (field, file) in enumerate(files):
        try:
            if number >= MOST_FILES_AT_ONCE or files_so_far + len(taken) >= MOST_FILES:
                raise FileRefused("too_many", too_many())
            looked_at = inspect(file.name or "", file.read())
            size_so_far += looked_at.size
            if refusal := why_not(files=files_so_far + len(taken) + 1, size=size_so_far):
                raise FileRefused("too_large_together", refusal)
            key = vault.new_key()
            taken.append(
                NewFile(
                    role=ROLES[field],
                    name=looked_at.name,
                    content_type=looked_at.content_type,
                    size=looked_at.size,
                    sha256=looked_at.sha256,
                    stored_as=vault.put(looked_at.content, key),
                    key=key,
                )
            )
        except FileRefused as refused:
            problems.append(FileProblem(field, str(refused.message)))
        except vault.StorageFailed:
            logger.exception("A file could not be stored")
            problems.append(
                FileProblem(
                    field,
                    _("“%(name)s” could not be saved, because of an error on our side. Try again later.")
                    % {"name": safe_name(file.name or "")},
                )
            )
    return taken, problems
