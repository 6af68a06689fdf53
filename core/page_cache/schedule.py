"""When time alone changes pages."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page, Revision

from core.caching import kept_while_current


@kept_while_current
def _scheduled() -> tuple[float, ...]:
    """When pages are to be published or withdrawn without anybody's doing: seconds since 1970."""
    moments = [
        *Revision.page_revisions.filter(approved_go_live_at__isnull=False).values_list(
            "approved_go_live_at", flat=True
        ),
        *Page.objects.live().filter(expire_at__isnull=False).values_list("expire_at", flat=True),
    ]
    return tuple(moment.timestamp() for moment in moments if moment)


def seconds_until_time_changes_it() -> float:
    """Until midnight, when another day's facts hold (intake, membership of groups), or what is scheduled."""
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    ends = min([midnight.timestamp(), *(moment for moment in _scheduled() if moment > now.timestamp())])
    return max(1.0, ends - now.timestamp())
