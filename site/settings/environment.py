"""The one place where the environment is read. Every variable is listed in ``.env.example``.

An unset variable means "this machine only": SQLite, files under ``var/``, e-mail to files.
"""

import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()
if (BASE_DIR / ".env").is_file():
    env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
"""Everything that the running site writes on a machine without servers."""

SECRET_KEY_FILE = VAR_DIR / "secret-key"


def secret_key() -> str:
    """``SECRET_KEY`` of the environment, else one generated once and kept in ``var/``."""
    if key := env.str("SECRET_KEY", default=""):
        return key
    if not SECRET_KEY_FILE.exists():
        from django.core.management.utils import get_random_secret_key

        VAR_DIR.mkdir(parents=True, exist_ok=True)
        SECRET_KEY_FILE.touch(mode=0o600)
        SECRET_KEY_FILE.write_text(get_random_secret_key())
    return SECRET_KEY_FILE.read_text().strip()


def database() -> dict:
    """``DATABASE_URL``, else SQLite set up so that readers and one writer do not lock each other out."""
    config = env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'site.sqlite3'}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        config.setdefault("CONN_MAX_AGE", 60)
        config.setdefault("CONN_HEALTH_CHECKS", True)
    return config


def cache() -> dict:
    """``REDIS_URL``, else a file cache: unlike local memory, every process sees the same version."""
    if url := env.str("REDIS_URL", default=""):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "TIMEOUT": None,
    }


def iati_organisation() -> str:
    """``IATI_ORGANISATION``, in the one form that the standard's rules allow; empty where there is none."""
    identifier = env.str("IATI_ORGANISATION", default="")
    if not re.fullmatch(r"[^\s/&|?]*", identifier):
        raise ImproperlyConfigured("IATI_ORGANISATION must hold no space and none of / & | ?")
    return identifier
