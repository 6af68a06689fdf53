from typing import Any

from django.core.cache import cache
from django.core.management.base import BaseCommand, CommandError

from core.caching import VERSION_KEY
from core.shared_caches import purge_shared_caches


class Command(BaseCommand):
    help = "Have every cache forget its pages: after a new version of the site, or when one was out of reach."

    def handle(self, *args: Any, **options: Any) -> None:
        cache.delete(VERSION_KEY)  # whoever asks for it next makes another
        if failed := purge_shared_caches():
            raise CommandError(f"Not reached: {', '.join(failed)}")
