"""The one place where the environment is read. Every variable is listed in ``.env.example``.

An unset variable means "this machine only": SQLite, files under ``var/``, e-mail to files.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import environ
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")


class _Given(Mapping[str, str]):
    """The environment, where what is empty counts as unset: ``HTTPS=`` would else be off, not the default."""

    def __getitem__(self, name: str) -> str:
        if value := os.environ[name].strip():
            return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, value in os.environ.items() if value.strip())

    def __len__(self) -> int:
        return sum(1 for _name in self)


env.ENVIRON = _Given()

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
"""Everything that the running site writes on a machine without servers."""


def listed(name: str, default: list[str]) -> list[str]:
    """What stands between a variable's commas, without what is empty."""
    return [value.strip() for value in env.list(name, default=default) if value.strip()]


def secret_key() -> str:
    """``SECRET_KEY`` of the environment, else one generated once and kept in ``var/``."""
    if key := env.str("SECRET_KEY", default=""):
        return key
    return _kept_secret(VAR_DIR / "secret-key")


def _kept_secret(file: Path) -> str:
    """Made once. Two processes that start at the same time agree on one."""
    if not file.exists():
        from django.core.management.utils import get_random_secret_key

        VAR_DIR.mkdir(parents=True, exist_ok=True)
        made = file.with_name(f"{file.name}-{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(get_random_secret_key())
        with suppress(FileExistsError):
            os.link(made, file)
        made.unlink()
    return file.read_text().strip()


def database() -> dict:
    """``DATABASE_URL``, else SQLite set up so that readers and one writer do not lock each other out."""
    config = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            **config.get("OPTIONS", {}),
        }
    else:
        # A thread of the server keeps its connection, so that there are as many as threads: a pool would
        # not make them fewer (docs/decisions/0015-production.md).
        config.setdefault("CONN_MAX_AGE", 60)
        config.setdefault("CONN_HEALTH_CHECKS", True)
        config["OPTIONS"] = {
            "connect_timeout": env.int("DATABASE_CONNECT_SECONDS", default=3),
            "options": f"-c statement_timeout={env.int('DATABASE_STATEMENT_SECONDS', default=15)}s"
            f" -c idle_in_transaction_session_timeout={env.int('DATABASE_IDLE_SECONDS', default=60)}s",
            **config.get("OPTIONS", {}),
        }
    return config


def caches() -> dict[str, dict]:
    """``default``: small things that every process must see alike, the content version first. ``pages``:
    whole pages (core/page_cache/), which cannot push those out.

    With ``REDIS_URL`` both are in Redis; a Redis that hangs is not waited for. Without it the first is in
    files, the second in the memory of each process: a page says which version it is of.
    """
    if url := env.str("REDIS_URL", default=""):
        redis = {
            "BACKEND": "core.cache_backends.RedisCache",
            "LOCATION": url,
            "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
        }
        return {"default": redis, "pages": {**redis, "KEY_PREFIX": "pages"}}
    return {
        "default": {
            "BACKEND": "core.cache_backends.FileCache",
            "LOCATION": VAR_DIR / "cache",
            "TIMEOUT": None,
            "OPTIONS": {"MAX_ENTRIES": 10_000},
        },
        "pages": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "pages",
            "OPTIONS": {"MAX_ENTRIES": 5_000},
        },
    }


def request_keys() -> list[str]:
    """``REQUEST_KEYS``, the current one first; else one generated once and kept in ``var/``."""
    if keys := listed("REQUEST_KEYS", []):
        return keys
    return [_kept_secret(VAR_DIR / "request-key")]


def media_storage() -> dict:
    """``MEDIA_STORAGE_BUCKET`` of an S3-compatible service, else a folder that nginx serves."""
    if env.str("MEDIA_STORAGE_BUCKET", default=""):
        return {"BACKEND": "core.media_bucket.MediaBucket", "OPTIONS": _bucket("MEDIA_STORAGE")}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def private_storage() -> dict:
    """``PRIVATE_STORAGE_BUCKET`` of an S3-compatible service, else a folder that no server serves."""
    if env.str("PRIVATE_STORAGE_BUCKET", default=""):
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _bucket("PRIVATE_STORAGE")}
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": VAR_DIR / "private",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }


def _bucket(prefix: str) -> dict:
    return {
        "bucket_name": env.str(f"{prefix}_BUCKET"),
        "endpoint_url": env.str(f"{prefix}_ENDPOINT", default=None),
        "region_name": env.str(f"{prefix}_REGION", default=None),
        "access_key": env.str(f"{prefix}_ACCESS_KEY", default=None),
        "secret_key": env.str(f"{prefix}_SECRET_KEY", default=None),
        "default_acl": None,
        "file_overwrite": False,
    }


def shared_caches() -> dict:
    """What stands before the site and keeps its pages: told at each change (``core/shared_caches.py``)."""
    caches = {}
    if folder := env.str("NGINX_PAGES", default=""):
        caches["nginx"] = {"BACKEND": "core.shared_caches.NginxPages", "LOCATION": folder}
    if address := env.str("PURGE_URL", default=""):
        caches["cdn"] = {"BACKEND": "core.shared_caches.PurgeAddress", "LOCATION": address}
    return caches


def admin_path() -> str:
    """``ADMIN_PATH``: where the admin is, with a slash at its end and none at its beginning."""
    path = env.str("ADMIN_PATH", default="admin").strip("/")
    if not re.fullmatch(r"[\w-]+(/[\w-]+)*", path, re.ASCII):
        raise ImproperlyConfigured("ADMIN_PATH must hold letters, digits, hyphens and slashes only")
    first = path.split("/")[0].lower()
    if first in ("documents", "media", "static") or first in LANG_INFO:
        raise ImproperlyConfigured(
            f"ADMIN_PATH begins with {first!r}, which is, or may become, the public site's"
        )
    return f"{path}/"


def iati_organisation() -> str:
    """``IATI_ORGANISATION``, in the one form that the standard's rules allow; empty where there is none."""
    identifier = env.str("IATI_ORGANISATION", default="")
    if not re.fullmatch(r"[^\s/&|?]*", identifier):
        raise ImproperlyConfigured("IATI_ORGANISATION must hold no space and none of / & | ?")
    return identifier


def security_contact() -> list[str]:
    """``SECURITY_CONTACT``: addresses in the form that RFC 9116 wants, the best one first."""
    contacts = listed("SECURITY_CONTACT", [])
    for contact in contacts:
        if not re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+[\d-]+)", contact, re.ASCII):
            raise ImproperlyConfigured(
                f"SECURITY_CONTACT: {contact!r} does not begin with mailto:, https:// or tel:+"
            )
    return contacts
