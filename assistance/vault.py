"""Where what partners send lies: sealed, under random names, outside everything that is served.

Each file is sealed with a key of its own (AES-256-GCM). A draft keeps the keys of its files inside what its
private link opens; a request keeps them wrapped with the site's key (``REQUEST_KEYS``). So a draft becomes a
request without its files being touched, and a file whose key is gone is gone, in every backup too.
"""

import base64
import hashlib
import secrets
from contextlib import suppress
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

NONCE = 12
"""Bytes before what is sealed. Random: no key seals more than a few things."""


class StorageFailed(Exception):
    """The storage cannot be written or read now, or the file is gone from it."""


class CannotOpen(Exception):
    """What was sealed cannot be opened: another key, or it was changed."""


def new_key() -> bytes:
    return AESGCM.generate_key(256)


def seal(content: bytes, key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, None)


def unseal(sealed: bytes, key: bytes) -> bytes:
    """Raises CannotOpen."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], None)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


def seal_with_token(content: bytes, token: str) -> bytes:
    """Sealed with a key made of a link's token and of the site's key: neither suffices to open it."""
    return seal(content, _key_of_token(token, settings.REQUEST_KEYS[0]))


def unseal_with_token(sealed: bytes, token: str) -> bytes:
    """Raises CannotOpen. Tries the site's earlier keys too."""
    for site_key in settings.REQUEST_KEYS:
        with suppress(CannotOpen):
            return unseal(sealed, _key_of_token(token, site_key))
    raise CannotOpen


def _key_of_token(token: str, site_key: str) -> bytes:
    derived = HKDF(hashes.SHA256(), 32, salt=site_key.encode(), info=b"draft of a request")
    return derived.derive(token.encode())


@lru_cache
def _wrapping(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys]
    )


def wrap(key: bytes) -> bytes:
    """A file's key, as a row may keep it."""
    return _wrapping(tuple(settings.REQUEST_KEYS)).encrypt(key)


def unwrap(wrapped: bytes | memoryview) -> bytes:
    """Raises CannotOpen. Tries the site's earlier keys too."""
    try:
        return _wrapping(tuple(settings.REQUEST_KEYS)).decrypt(bytes(wrapped))
    except InvalidToken as error:
        raise CannotOpen from error


def storage() -> Storage:
    return storages["private"]


def put(content: bytes, key: bytes) -> str:
    """Store it sealed; return the name it is stored under. Raises StorageFailed: the disk is full, say."""
    name = secrets.token_hex(16)
    try:
        return storage().save(f"{name[:2]}/{name}", ContentFile(seal(content, key)))
    except Exception as error:  # each storage has its own
        raise StorageFailed from error


def get(stored_as: str, key: bytes) -> bytes:
    """Raises CannotOpen, and StorageFailed."""
    try:
        with storage().open(stored_as) as file:
            sealed = file.read()
    except Exception as error:
        raise StorageFailed from error
    return unseal(sealed, key)


def discard(stored_as: str) -> None:
    storage().delete(stored_as)
