"""Ends what is kept too long of requests (docs/requests.md)."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from assistance.retention import expire


class Command(BaseCommand):
    help = "Delete old drafts, make requests past their date anonymous, take up what was left half done."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        done = expire(dry_run=dry_run)
        if dry_run:
            self.stdout.write("Nothing is done. It would be:")
        self.stdout.write(f"Drafts deleted: {done.drafts}")
        self.stdout.write(f"Requests made anonymous: {len(done.requests)}")
        for reference in done.requests:
            self.stdout.write(f"  {reference}")
        self.stdout.write(f"Files that nothing knew of, deleted: {done.files}")
        if not dry_run:
            self.stdout.write(f"Tasks taken up again: {done.put_back}")
