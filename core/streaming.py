"""Answers that are sent while they are made, so that a long one needs no more memory than a short one."""

from collections.abc import Iterable, Iterator
from io import StringIO
from typing import AnyStr

from django.http import StreamingHttpResponse
from django.utils import translation

ENOUGH = 64 * 1024
"""Characters that are worth sending: each part costs a write to the line, and a start of the compressor."""


class Draft(StringIO):
    """A text that is written at one end while it is taken away at the other."""

    def taken(self) -> str:
        """What has been written since it was last taken."""
        text = self.getvalue()
        self.seek(0)
        self.truncate()
        return text

    @property
    def is_enough(self) -> bool:
        return self.tell() >= ENOUGH


def in_language(language: str, parts: Iterable[AnyStr]) -> Iterator[AnyStr]:
    """The parts, each made in ``language``.

    By the time that an answer is streamed, the middleware has put back the language there was before it.
    """
    iterator = iter(parts)
    while True:
        with translation.override(language):
            try:
                part = next(iterator)
            except StopIteration:
                return
        yield part


def streamed(
    parts: Iterable[str] | Iterable[bytes], content_type: str, language: str, file_name: str = ""
) -> StreamingHttpResponse:
    """``file_name``: what it is called where it is saved; empty for what a browser may show."""
    response = StreamingHttpResponse(in_language(language, parts), content_type=content_type)  # type: ignore[type-var]
    if file_name:
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
