"""Requests written byte by byte: a client library would correct them."""

import gzip
import http.client
import socket
from contextlib import suppress
from urllib.parse import urlsplit

from .row import Answer, Row

SECONDS = 60


def send(site: str, row: Row, client: str) -> Answer | None:
    """What the site at ``http://host:port`` answers; None where it hangs up without a word.

    ``client``: an address of its own for each row, or the site's limits would be all that is tried.
    """
    where = urlsplit(site)
    with socket.create_connection((where.hostname, where.port), timeout=SECONDS) as connection:
        with suppress(BrokenPipeError, ConnectionResetError):  # answered before all of it was read
            connection.sendall(_written(row, where.netloc, client))
        answer = http.client.HTTPResponse(connection, method=row.method)
        try:
            answer.begin()
            body = answer.read()
        except http.client.IncompleteRead as cut_off:
            body = cut_off.partial
        except (http.client.HTTPException, ConnectionResetError):
            return None
        if answer.headers.get("Content-Encoding") == "gzip" and body:
            body = gzip.decompress(body)
        return Answer(answer.status, answer.headers, body)


def _written(row: Row, host: str, client: str) -> bytes:
    given = [(name, _bytes(value)) for name, value in row.headers]
    named = {name.lower() for name, _value in given}
    own = {"Host": host, "Connection": "close", "X-Forwarded-For": client}
    if row.body or row.method in ("POST", "PUT", "PATCH"):
        own["Content-Length"] = str(len(row.body))
    if "transfer-encoding" in named:
        own.pop("Content-Length", None)
    headers = [(name, value.encode()) for name, value in own.items() if name.lower() not in named] + given
    return b"".join(
        [
            row.method.encode() + b" " + _bytes(row.target) + b" HTTP/1.1\r\n",
            *(name.encode() + b": " + value + b"\r\n" for name, value in headers),
            b"\r\n",
            row.body,
        ]
    )


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()
