"""``/healthz/``: the process answers. ``/readyz/``: so does what it needs. For machines, not for readers.

Both are answered before anything else of a request is looked at (``HealthMiddleware`` stands before all
others but the log): in no language, under any ``Host`` that a load balancer writes, without redirect to
HTTPS, session or page cache. What is answered holds nothing of what was asked, so no host name has to be
allowed for it.

A load balancer asks ``/healthz/``. ``/readyz/`` is for who deploys and who watches: it says 503 as soon as
anything is amiss, a cache or a worker that readers can do without included.
"""

import dataclasses
import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from http import HTTPStatus
from ipaddress import ip_address

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Case, Min, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from health_check.base import HealthCheck
from health_check.checks import Database, Storage
from health_check.exceptions import ServiceUnavailable

from .request_log import PROBES

logger = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(minutes=10)
"""That a task whose time has come may lie in the queue. A worker takes seconds; it may be being restarted."""
KEPT_SECONDS = 1.0
"""That an answer is kept, so that nobody can make the site write and read by asking often."""


@dataclasses.dataclass
class SharedCache(HealthCheck):
    """What is put into the cache is in it. The package's own check wants an event loop for that."""

    def run(self) -> None:
        key = f"readiness-{secrets.token_hex(8)}"
        cache.set(key, key, timeout=5)
        if cache.get(key) != key:
            raise ServiceUnavailable("The cache does not keep")


@dataclasses.dataclass
class Migrations(HealthCheck):
    """The database has what this version of the site expects of it."""

    _are_done = False

    def run(self) -> None:
        if self._are_done:
            return  # a process keeps its code; looking through all migrations takes a while
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise ServiceUnavailable("There are migrations to be made")
        self._are_done = True


@dataclasses.dataclass
class Queue(HealthCheck):
    """The worker takes what is due (``mieux-request-worker.service``): nothing has waited for too long."""

    def run(self) -> None:
        if oldest_due() < timezone.now() - LONGEST_WAIT:
            raise ServiceUnavailable("Tasks have waited for too long")


def oldest_due() -> datetime:
    """Since when the task that has waited longest could have been done; now, where none waits."""
    now = timezone.now()
    # A task without a time of its own has one in the far future.
    since = Case(When(run_after__gt=now, then="enqueued_at"), default="run_after")
    return DBTaskResult.objects.ready().aggregate(oldest=Min(since))["oldest"] or now


CHECKS: Mapping[str, HealthCheck] = {
    "database": Database(),
    "migrations": Migrations(),
    "cache": SharedCache(),
    "media": Storage(),
    "private files": Storage(alias="private"),
    "queue": Queue(),
}


class Readiness:
    """What was found at the last look, by the check's name."""

    def __init__(self) -> None:
        self.is_fine: dict[str, bool] = {}
        self._looked = 0.0
        self._one_at_a_time = threading.Lock()

    def look(self) -> dict[str, bool]:
        with self._one_at_a_time:
            if not self.is_fine or time.monotonic() - self._looked > KEPT_SECONDS:
                before, self.is_fine = self.is_fine, {name: _passes(check) for name, check in CHECKS.items()}
                self._looked = time.monotonic()
                self._tell_of_changes(before)
            return self.is_fine

    def _tell_of_changes(self, before: Mapping[str, bool]) -> None:
        """Once, not at each look: who watches looks every few seconds."""
        for name, is_fine in self.is_fine.items():
            if is_fine != before.get(name, True):
                if is_fine:
                    logger.warning("Ready again: %s", name)
                else:
                    logger.error("Not ready: %s", name)


def _passes(check: HealthCheck) -> bool:
    """In this thread, by the connections that pages use. Each server has its own time limit (settings)."""
    try:
        check.run()
    except Exception:  # whatever a server, a disk or the network can do
        logger.debug("%r", check, exc_info=True)
        return False
    return True


readiness = Readiness()


def healthz(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"status": "ok"})


def readyz(request: HttpRequest) -> HttpResponse:
    """200 or 503; what it is that fails is told on this machine only, and in the log."""
    found = readiness.look()
    is_ready = all(found.values())
    said: dict = {"status": "ok" if is_ready else "unavailable"}
    if _is_on_this_machine(request):
        said["checks"] = {name: "ok" if is_fine else "failed" for name, is_fine in found.items()}
    return JsonResponse(said, status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE)


def _is_on_this_machine(request: HttpRequest) -> bool:
    """Asked here, by an address or a socket in the file system, and not through a proxy that is here too."""
    forwarded = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")
    address = request.META.get("REMOTE_ADDR", "")  # empty for such a socket
    is_local = not address or ip_address(address).is_loopback
    return is_local and not any(name in request.headers for name in forwarded)


VIEWS: Mapping[str, Callable[[HttpRequest], HttpResponse]] = dict(zip(PROBES, (healthz, readyz), strict=True))


class HealthMiddleware:
    """Answers at both addresses; stands before whatever needs a host name, a session or a cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        view = VIEWS.get(request.path_info)
        if view is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = view(request)
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django's mark: not each 503 again
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
