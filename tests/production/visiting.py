"""Readers of the deployment, one or many."""

import gzip
import ssl
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage, HTTPSConnection

from tests.production.servers import HOST, Deployment

STAFF = {"Cookie": "__Host-sessionid=nobody"}
"""A session, even of nobody: such a request passes all caches."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return (
            gzip.decompress(self.body) if self.headers["Content-Encoding"] == "gzip" else self.body
        ).decode()

    @property
    def cache(self) -> str:
        """What nginx's cache says: HIT, MISS, STALE, BYPASS …"""
        return self.headers["X-Cache"]


class Visitor:
    def __init__(self, deployment: Deployment) -> None:
        self.port = deployment.https
        self.tls = ssl.create_default_context(cafile=deployment.folder / "tls/fullchain.pem")

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        connection = HTTPSConnection("127.0.0.1", self.port, timeout=60, context=self.tls)
        connection._create_connection = self._to_loopback  # type: ignore[attr-defined]
        connection.host = HOST
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"Host": HOST, **names})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def answers(self, path: str) -> bool:
        try:
            return self.get(path).status == 200
        except (OSError, HTTPException):
            return False

    @staticmethod
    def _to_loopback(address, *arguments, **named):
        import socket

        return socket.create_connection(("127.0.0.1", address[1]), *arguments, **named)


@contextmanager
def many(visitor: Visitor, path: str, readers: int = 6) -> Iterator[Counter]:
    """Readers who ask for a page again and again, past all caches; what they get is counted."""
    got: Counter = Counter()
    enough = threading.Event()

    def read() -> None:
        while not enough.is_set():
            try:
                got[visitor.get(path, **STAFF).status] += 1
            except (OSError, HTTPException) as error:
                got[repr(error)] += 1

    threads = [threading.Thread(target=read) for _reader in range(readers)]
    for thread in threads:
        thread.start()
    try:
        yield got
    finally:
        enough.set()
        for thread in threads:
            thread.join()
