"""What the log says of those who send nonsense: a line, not a page."""

import logging

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.http.multipartparser import MultiPartParserError

THEIR_FAULT = (BadRequest, Http404, MultiPartParserError, PermissionDenied, SuspiciousOperation)
"""What Django answers with 400, 403, 404 or 413."""


class WithoutTheirTraces(logging.Filter):
    """Takes the trace off a line about a client's fault: it tells nothing, and many fill a disk."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], THEIR_FAULT):
            record.exc_info = record.exc_text = None
        return True
