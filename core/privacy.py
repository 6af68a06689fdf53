"""Which pages are not for everybody."""

from django.db.models import Q
from wagtail.models import PageViewRestriction

from .caching import kept_while_current


@kept_while_current
def private_paths() -> tuple[str, ...]:
    """Tree paths below which nothing is public."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def is_private(relation: str = "") -> Q:
    """Wagtail's ``private_q`` without its query; of the page behind ``relation``, like ``page__``."""
    private = Q(pk__in=[])
    for path in private_paths():
        private |= Q(**{f"{relation}path__startswith": path})
    return private
