"""An app that shows codes (RFC 6238), as one has it on a telephone."""

import base64
import hmac
import re
import struct
import time


def code(secret: str, at: float | None = None) -> str:
    step = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.new(base64.b32decode(secret), step, "sha1").digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def secret_on(html: str) -> str:
    """What is written below the QR code, for those who cannot scan it."""
    found = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', html)
    assert found, "no secret on this page"
    return found[1]
