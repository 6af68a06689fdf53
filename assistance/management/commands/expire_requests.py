"""Ends what requests, drafts and files are past their time; puts back what the queue has lost."""

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assistance.retention import PARTS

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Delete drafts, files and personal data whose time has passed, and say what was done."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for name, part in PARTS.items():
            try:
                done = part(dry_run=options["dry_run"])
            except Exception:  # the other parts are done all the same
                logger.exception("expire_requests: %s", name)
                failed.append(name)
                continue
            number = done if isinstance(done, int) else len(done)
            references = "" if isinstance(done, int) or not done else f": {', '.join(done)}"
            self.stdout.write(f"{name}: {number}{references}")
        if failed:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}")
