"""``manage.py make_portfolio``: thousands of made-up projects, to try and to measure the site with."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from projects.sample_portfolio import (
    MOST,
    AlreadyThere,
    NowhereToPut,
    VocabulariesMissing,
    index_for_search,
    portfolio,
    remove,
    store,
)

THIS_MACHINE = {"", "localhost", "127.0.0.1", "::1"}


class Command(BaseCommand):
    help = (
        "Makes made-up projects, live, in every language that has a list of projects; or takes them away. "
        "Without --yes only in development: with DEBUG, and a database on this machine."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--projects", type=int, default=10_000, help="how many; 10000 if not given")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same projects")
        parser.add_argument("--no-search-index", action="store_true", help="search will not find them")
        parser.add_argument("--remove", action="store_true", help="take all of them away again")
        parser.add_argument("--yes", action="store_true", help="also where readers may see them")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["projects"] <= MOST:
            raise CommandError(f"--projects: from 1 to {MOST}")
        if not (options["yes"] or _in_development()):
            raise CommandError(_refusal())
        began = time.monotonic()

        def say(text: str) -> None:
            if options["verbosity"] > 1:
                self.stdout.write(f"{time.monotonic() - began:6.1f} s  {text}")

        if options["remove"]:
            pages = remove(say)
            self.stdout.write(f"{pages} pages of made-up projects removed")
            return
        try:
            pages = store(portfolio(options["projects"], options["seed"]), say)
        except (AlreadyThere, NowhereToPut, VocabulariesMissing) as error:
            raise CommandError(str(error)) from error
        if not options["no_search_index"]:
            index_for_search(say)
        self.stdout.write(f"{options['projects']} made-up projects, {pages} pages")


def _in_development() -> bool:
    database = connection.settings_dict
    return settings.DEBUG and (connection.vendor == "sqlite" or _host(database) in THIS_MACHINE)


def _host(database: dict[str, Any]) -> str:
    host = database.get("HOST") or ""
    return "" if host.startswith("/") else host


def _refusal() -> str:
    database = connection.settings_dict
    return (
        f"This would change the projects that readers see at {settings.SITE_URL}, in the database "
        f"{database['NAME']} ({connection.vendor}{' at ' + _host(database) if _host(database) else ''}). "
        "If that is meant, say --yes. The made-up projects can be taken away again with --remove."
    )
