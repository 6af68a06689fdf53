"""The site's log: a JSON object a line, with nothing in it that a person could be known by."""

import logging
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from .json_lines import EMAIL, LONGEST_MESSAGE, PLACEHOLDER, Line
from .request_log import current_request_id, route_of

NAMES_PERSONS = ("axes", "django.security")
"""Loggers that say who it was, or repeat what was sent: of their lines the fixed words are kept."""
FIELDS = ("method", "route", "path", "status", "milliseconds", "user")
"""Of a request's own line (``request_log.py``). Nothing else that somebody hangs on a line is printed."""
SAYS_NOTHING_TYPED = (
    AttributeError,
    ImportError,
    ImproperlyConfigured,
    InterfaceError,
    NameError,
    OperationalError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
    TypeError,
)
"""Errors whose words are about the program or a server. Others repeat what was typed (``invalid literal for
int(): 'Awa Diop'``) or a row (``Key (email)=(…) already exists``): of them the kind and place must do."""


class JsonLine(Line):
    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        request = getattr(record, "request", None)
        # Django writes some lines of a request after its middleware is done.
        if request_id := current_request_id.get() or getattr(request, "id", ""):
            log_data["request_id"] = request_id
        log_data |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if request is not None and hasattr(request, "path"):
            log_data["route"] = route_of(request)

    def message(self, record: logging.LogRecord) -> str:
        if f"{record.name}.".startswith(tuple(f"{name}." for name in NAMES_PERSONS)):
            return PLACEHOLDER.sub("…", str(record.msg)) if record.args else "Refused"
        said = record.getMessage()[:LONGEST_MESSAGE]
        request = getattr(record, "request", None)
        path = getattr(request, "path", "")
        # Django ends its lines about a request with the address.
        if len(path) > 1:
            for written in (path, path.encode("unicode_escape").decode("ascii")):  # Django writes the second
                said = said.removesuffix(written[:LONGEST_MESSAGE])
            return said.rstrip(" :")
        return said

    def words(self, error: BaseException) -> str:
        if isinstance(error, SAYS_NOTHING_TYPED):
            return EMAIL.sub("…", str(error).partition("\n")[0])  # PostgreSQL's further lines hold rows
        return super().words(error)
