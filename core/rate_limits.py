"""How often something may be done: by one client, or by all together.

Counted in Redis where the site has it, else, and while it is gone, in a table of its own (``RateCount``);
never in a file cache, which cannot count exactly, and where the counts would push out what else is kept.
"""

import hashlib
import time

from django.core.cache import caches
from django.core.cache.backends.redis import RedisCache

from .caching import if_it_answers
from .models import RateCount

ALL = "all"
"""The key of what all clients do together."""


def taken(group: str, key: str, limit: int, seconds: int) -> int:
    """Count one more; 0 if it is within the limit, else after how many seconds to try again (1 or more).

    ``group``: what is done. ``key``: who does it, ``client_key(request)`` or ``ALL``, never an address.
    ``limit``: how often in ``seconds``: fixed windows, which begin at another moment for each key. What is
    refused is counted too. With a limit for each client and one for all, ask for the client's first, else
    one client can use up everybody's: ``taken(…, client_key(request), …) or taken(…, ALL, …)``.

    To be called before the work that it is about, outside of its transaction: what is rolled back would
    not have been counted. Without Redis it raises RuntimeError there.
    """
    now = int(time.time())
    window, into_it = divmod(now + int(_name(group, key)[:8], 16), seconds)
    left = seconds - into_it
    return left if _count(_name(group, key, seconds, window), now, left) > limit else 0


def _name(*of: str | int) -> str:
    return hashlib.sha256(repr(of).encode()).hexdigest()


def _count(counter: str, now: int, left: int) -> int:
    """How often this counter has been asked for, with this time; it is forgotten after ``left`` seconds."""
    cache = caches["default"]
    if isinstance(cache, RedisCache):
        in_redis = if_it_answers(lambda: _count_in(cache, f"rate:{counter}", left), otherwise=None)
        if in_redis is not None:
            return in_redis
    count = RateCount.objects.add_one(counter, now + left)
    if count == 1:  # whoever comes anew clears away who has gone
        RateCount.objects.delete_passed(now)
    return count


def _count_in(redis: RedisCache, counter: str, left: int) -> int:
    redis.add(counter, 0, timeout=left + 1)  # one more, so that it does not end between these lines
    return redis.incr(counter)
