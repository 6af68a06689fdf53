"""Taking in what a form sends: in memory, no more than may be kept, whatever else comes.

Django's own handlers would write files to the disk, unsealed and as long as they come. Refusing a long
request outright would lose the words that came with it.
"""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from .inspection import MOST_BYTES, MOST_BYTES_IN_ALL

LONGEST_REQUEST = 200 * 1024 * 1024
"""Bytes. Beyond, nothing of it is read."""


class OnlyWhatMayBeKept(FileUploadHandler):
    """Of a file that is too long, a byte more than allowed: enough to tell."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.in_all = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.pieces: list[bytes] = []
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        wanted = raw_data[: max(0, min(MOST_BYTES - self.size, MOST_BYTES_IN_ALL - self.in_all) + 1)]
        self.pieces.append(wanted)
        self.size += len(wanted)
        self.in_all += len(wanted)

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        content = b"".join(self.pieces)
        self.pieces = []
        return SimpleUploadedFile(self.file_name or "", content, self.content_type or "")
