"""How much a partner may send, all files of a request together."""

from django.utils.translation import gettext as _

from .inspection import MOST_BYTES_IN_ALL

MOST_FILES = 20
"""Of a request."""
MOST_FILES_AT_ONCE = 10
"""In one post: each may take seconds to look through."""


def why_not(*, files: int, size: int) -> str:
    """Why so many files, of so many bytes in all, are not kept; empty if they are."""
    if files > MOST_FILES:
        return too_many()
    if size > MOST_BYTES_IN_ALL:
        return _("All files together may have 30 MB at most.")
    return ""


def too_many() -> str:
    return _("Too many files: %(most)d at most. Combine some of them.") % {"most": MOST_FILES}
