"""A row of the table, and what came back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.message import Message

CANARY = "hostile9"
"""Stands in all that is sent, so that it can be found in what comes back."""
SCRIPT = f"<script>{CANARY}()</script>"
IN_ATTRIBUTE = f"\"'><img src=x onerror={CANARY}()>"
FOREIGN = f"{CANARY}.example"
"""A host that is not ours. (RFC 2606: nobody's.)"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes
    """Unpacked."""

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def kind(self) -> str:
        return self.headers.get_content_type()


Judgement = Callable[[Answer], str]
"""What is wrong with an answer; empty if nothing is."""


def fine(answer: Answer) -> str:
    return ""


@dataclass(frozen=True)
class Row:
    why: str
    target: str | bytes
    """What stands after the method: sent byte by byte, as it is."""
    status: int | tuple[int, ...]
    """What the site must answer."""
    method: str = "GET"
    headers: Iterable[tuple[str, str | bytes]] = ()
    """A header that is named here takes the place of our own (Host, Content-Length …)."""
    body: bytes = b""
    also: Judgement = fine
    by_server: bool = False
    """Refused before it reaches the site: the server's own words, without the site's headers."""
    then: str = ""
    """An address that is asked for afterwards by somebody innocent, who must find nothing of this."""

    @property
    def statuses(self) -> tuple[int, ...]:
        return self.status if isinstance(self.status, tuple) else (self.status,)

    def __str__(self) -> str:
        target = self.target if isinstance(self.target, str) else self.target.decode("latin-1")
        return f"{self.method} {target[:90]}{'…' if len(target) > 90 else ''} ({self.why})"


def form(values: Iterable[tuple[str, str]]) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """Headers and body of a form as a browser sends it."""
    from urllib.parse import urlencode

    return ((("Content-Type", "application/x-www-form-urlencoded"),), urlencode(list(values)).encode())
