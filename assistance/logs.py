"""Private links stand in no log: Django's own lines of errors and of requests hold the address."""

import logging
import re
from typing import Any

PRIVATE_LINK = re.compile(r"(/request/(?:send|follow)/)[^/\s\"']+")


class WithoutPrivateLinks(logging.Filter):
    """Takes the token out of a line, wherever in it the address stands."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _without(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_without(argument) for argument in record.args)
        elif isinstance(record.args, dict):
            record.args = {name: _without(argument) for name, argument in record.args.items()}
        return True


def _without(value: Any) -> Any:
    if isinstance(value, str):
        return PRIVATE_LINK.sub(r"\1…", value)
    if isinstance(value, int | float) or not PRIVATE_LINK.search(said := str(value)):
        return value
    return PRIVATE_LINK.sub(r"\1…", said)
