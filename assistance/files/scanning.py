"""Looking for known malware: a clamd (ClamAV's daemon), asked over its own protocol.

Not by a library: ``clamd`` has had no release since 2014, and its kept fork ``clamav-client`` is under
GPL 2.0, which does not go with the Apache licence of others that the site stands on.
"""

import re
import socket
import struct
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

CONNECT_SECONDS = 5
ANSWER_SECONDS = 60
"""For all of it: sending, scanning, the answer."""
PIECE = 64 * 1024
LONGEST_ANSWER = 4096
_FOUND = re.compile(r"stream: (?P<signature>.+) FOUND")


class ScannerUnavailable(Exception):
    """Nothing is known of the content: the scanner was not reached, or did not answer in time or well."""


@dataclass(frozen=True)
class Finding:
    """What the scanner says of a content."""

    signature: str = ""
    """Name of what was found; empty: nothing was."""


@dataclass(frozen=True)
class Scanner:
    """A clamd at an address: a path of a Unix socket, or host and port."""

    address: str | tuple[str, int]
    name: str = "ClamAV"

    def scan(self, content: bytes) -> Finding:
        """What clamd finds in it, in archives and documents too; raises ``ScannerUnavailable``."""
        try:
            answer = self._answer(content)
        except OSError as error:
            raise ScannerUnavailable(f"{self.name}: {error}") from error
        if answer == "stream: OK":
            return Finding()
        if found := _FOUND.fullmatch(answer):
            return Finding(found["signature"])
        raise ScannerUnavailable(f"{self.name} answered: {answer or 'nothing'}")

    def _answer(self, content: bytes) -> str:
        """INSTREAM: pieces with their length before them, an empty one at the end (clamd(8))."""
        deadline = time.monotonic() + ANSWER_SECONDS
        with self._connection() as connection:
            try:
                _send(connection, b"zINSTREAM\0", deadline)
                for start in range(0, len(content), PIECE):
                    piece = content[start : start + PIECE]
                    _send(connection, struct.pack(">I", len(piece)) + piece, deadline)
                _send(connection, struct.pack(">I", 0), deadline)
            except (BrokenPipeError, ConnectionResetError):
                # It hangs up on what is longer than its StreamMaxLength, and may have said so before.
                pass
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
                connection.settimeout(_left(deadline))
                if not (piece := connection.recv(LONGEST_ANSWER)):
                    break
                answer += piece
        return answer.rstrip(b"\0").decode("utf-8", "replace")

    def _connection(self) -> socket.socket:
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, timeout=CONNECT_SECONDS)
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(CONNECT_SECONDS)
            connection.connect(self.address)
        except BaseException:
            connection.close()
            raise
        return connection


def scanner() -> Scanner | None:
    """The scanner that ``CLAMD_URL`` names; None where it is empty."""
    url = settings.CLAMD_URL
    if not url:
        return None
    try:
        parts = urlsplit(url)
        if parts.scheme == "unix" and parts.path and not parts.netloc:
            return Scanner(parts.path)
        if parts.scheme == "tcp" and parts.hostname:
            return Scanner((parts.hostname, parts.port or 3310))
    except ValueError:
        pass  # a port that is no number
    raise ImproperlyConfigured("CLAMD_URL must be like tcp://host:3310 or unix:///path")


def _left(deadline: float) -> float:
    """Seconds to the deadline; raises ``TimeoutError`` after it."""
    if (left := deadline - time.monotonic()) <= 0:
        raise TimeoutError(f"no answer in {ANSWER_SECONDS} seconds")
    return left


def _send(connection: socket.socket, data: bytes, deadline: float) -> None:
    connection.settimeout(_left(deadline))
    connection.sendall(data)
