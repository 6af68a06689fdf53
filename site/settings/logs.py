"""What is logged, and how: on standard error, for journald or whatever collects it."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from .environment import env

FORMATS = ("json", "plain")


def logging_config(default_format: str) -> dict[str, Any]:
    """``LOG_FORMAT``: ``json``, an object a line, without personal data, a line for each request; or
    ``plain``, for one's own machine. ``LOG_LEVEL``: from which level on."""
    log_format = env.str("LOG_FORMAT", default=default_format)
    if log_format not in FORMATS:
        raise ImproperlyConfigured(f"LOG_FORMAT must be one of {', '.join(FORMATS)}")
    level = env.str("LOG_LEVEL", default="WARNING")
    loggers = {
        "django_tasks_db": {"level": "ERROR"},  # else it says that it stops when it is stopped
        "axes": {"level": "ERROR"},  # else every wrong password; users/signing_in/limits.py tells of locks
    }
    if log_format == "json":
        loggers["operations.request_log"] = {"level": "INFO"}
        loggers["django.request"] = {"level": "ERROR"}  # the request's own line says of a 404 what there is
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
            "json": {"()": "operations.log_lines.JsonLine", "json_ensure_ascii": False},
        },
        "filters": {
            "private_links": {"()": "assistance.logs.WithoutPrivateLinks"},
            "their_traces": {"()": "core.logs.WithoutTheirTraces"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": log_format,
                "filters": ["private_links", "their_traces"],
            },
            # Of `manage.py runserver`: as Django has it, but for the filter.
            "django.server": {"class": "logging.StreamHandler", "filters": ["private_links", "their_traces"]},
        },
        "loggers": loggers,
        "root": {"handlers": ["console"], "level": level},
    }
