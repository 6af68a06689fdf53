"""The log as a JSON object a line, with nothing in it that a person could be known by."""

import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from pythonjsonlogger.json import JsonFormatter

from .request_log import current_request_id, route_of

EMAIL = re.compile(r"[^\s@<>\"'(]{1,64}@[^\s@<>\"')]{1,255}")
"""Bounded: else a long line without an end would be looked through again from each of its letters."""
LONGEST_MESSAGE = 2000
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdr]")
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

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class JsonLine(JsonFormatter):
    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        request = getattr(record, "request", None)
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        # Django writes some lines of a request after its middleware is done.
        if request_id := current_request_id.get() or getattr(request, "id", ""):
            log_data["request_id"] = request_id
        log_data["message"] = EMAIL.sub("…", _message(record))
        log_data |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if request is not None and hasattr(request, "path"):
            log_data["route"] = route_of(request)
        if "exc_info" in message_dict:
            log_data["traceback"] = message_dict["exc_info"]

    def formatException(self, ei: Any) -> str:
        """As Python prints it, without the words of errors that may repeat what somebody has typed."""
        error = ei[1]
        return "\n".join(_printed(link) for link in reversed(list(_chain(error)))) if error else ""


def _message(record: logging.LogRecord) -> str:
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


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, and what it came of."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _printed(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    said = _words(error)
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"Traceback (most recent call last):\n{frames}{kind}{f': {said}' if said else ''}"


def _words(error: BaseException) -> str:
    if isinstance(error, OSError):
        return error.strerror or ""  # without the name of the file
    if isinstance(error, SAYS_NOTHING_TYPED):
        return EMAIL.sub("…", str(error).partition("\n")[0])  # PostgreSQL's further lines hold rows
    return ""
