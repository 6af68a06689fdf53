"""A line of the log as a JSON object.

Nothing of Django is imported: gunicorn writes such lines, too, and hands what it has imported on at a reload.

What holds for all of them: no e-mail address, and of an error no words that may repeat what was typed.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.json import JsonFormatter

EMAIL = re.compile(r"[^\s@<>\"'(]{1,64}@[^\s@<>\"')]{1,255}")
"""Bounded: else a long line without an end would be looked through again from each of its letters."""
LONGEST_MESSAGE = 2000
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdr]")
SIGNAL = re.compile(r"SIG[A-Z0-9]+")


class Line(JsonFormatter):
    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        log_data["time"] = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        log_data["level"] = record.levelname
        log_data["logger"] = record.name
        log_data["message"] = EMAIL.sub("…", self.message(record)[:LONGEST_MESSAGE])
        if "exc_info" in message_dict:
            log_data["traceback"] = message_dict["exc_info"]

    def message(self, record: logging.LogRecord) -> str:
        return record.getMessage()

    def words(self, error: BaseException) -> str:
        """What may be printed of what an error says, without the name of a file."""
        return (error.strerror or "") if isinstance(error, OSError) else ""

    def formatException(self, ei: Any) -> str:
        """As Python prints it, without the words of errors that may repeat what somebody has typed."""
        error = ei[1]
        return "\n".join(self._printed(link) for link in reversed(list(_chain(error)))) if error else ""

    def _printed(self, error: BaseException) -> str:
        kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
        said = self.words(error)
        frames = "".join(traceback.format_tb(error.__traceback__))
        return f"Traceback (most recent call last):\n{frames}{kind}{f': {said}' if said else ''}"


class GunicornLine(Line):
    """Of gunicorn itself: its fixed words, numbers and signals. It would repeat addresses and headers."""

    def message(self, record: logging.LogRecord) -> str:
        said = str(record.msg).partition(" from ip=")[0]
        arguments = iter(record.args if isinstance(record.args, tuple) else ())
        return PLACEHOLDER.sub(lambda _match: _shown(next(arguments, None)), said)


def _shown(argument: object) -> str:
    return str(argument) if isinstance(argument, int) or SIGNAL.fullmatch(str(argument)) else "…"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error, and what it came of."""
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
