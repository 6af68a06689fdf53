"""``manage.py reset_second_factor NAME``: for who can reach no administrator, or is the only one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from users.models import User
from users.signing_in.second_factor import reset


class Command(BaseCommand):
    help = (
        "Takes a person's second factors and password, ends their sessions and sends a link to set a new "
        "password to the account's address."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError("There is no account of this name.")
        if not person.email:
            raise CommandError("The account has no e-mail address: the link could not be sent.")
        reset(person, by=None, language="en")
        self.stdout.write("Done. The link is on its way.")
