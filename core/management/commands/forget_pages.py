from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.caching import renew_content_version
from core.shared_caches import purge_shared_caches


class Command(BaseCommand):
    help = "Have every cache forget its pages: after a new version of the site, or when one was out of reach."

    def handle(self, *args: Any, **options: Any) -> None:
        renew_content_version()
        if failed := purge_shared_caches():
            raise CommandError(f"Not reached: {', '.join(failed)}")
