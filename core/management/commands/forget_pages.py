from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.caching import renew_at_once
from core.shared_caches import purge_shared_caches


class Command(BaseCommand):
    help = "Have every cache forget its pages: after a new version of the site, or when one was out of reach."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [] if renew_at_once() else ["the site's own"]
        if failed := failed + purge_shared_caches():
            raise CommandError(f"Not reached: {', '.join(failed)}")
