"""Lets an editor in whose phone or key is lost, when no owner can do so in the admin."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations

from directory.models import Account
from directory.services.accounts import factors, sessions, tokens


class Command(BaseCommand):
    help = "Takes the second factor from an account and ends its sessions and tokens."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="The name with which the editor logs in.")

    @no_translations
    def handle(self, *, name: str, **options: Any) -> None:
        account = Account.objects.named(name)
        if account is None:
            raise CommandError(f"There is no account “{name}”.")
        factors.reset(account, account, why="manage.py reset_second_factor")
        sessions.end_all(account)
        tokens.revoke_all(account)
        self.stdout.write(f"The password alone opens the account “{name}” now.")
