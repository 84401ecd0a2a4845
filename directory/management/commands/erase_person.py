"""Forgets a contributor or an editor, when they ask for it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser, no_translations
from django.db import transaction

from directory.models import Account
from directory.services import erasure


class Command(BaseCommand):
    help = (
        "Erases what is known of a person: of a contributor the name, the address and what they "
        "wrote; of an editor the login, too. What they changed stays, without their name."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "who", help="An email address, a contributor's credited name, or an editor's login."
        )

    @no_translations
    @transaction.atomic
    def handle(self, *, who: str, **options: Any) -> None:
        if not who.strip():
            raise CommandError("Nothing was erased. Say whom: an address, a name or a login.")
        suggestions = erasure.erase_contributor(who)
        accounts = Account.objects.of_person(who)
        if not suggestions and not accounts:
            raise CommandError(f"Nothing was erased. Nobody here is known as “{who}”.")
        if suggestions:
            self.stdout.write(f"Suggestions without a name now: {suggestions}.")
        for account in accounts:
            self._erase(account)
        for place in erasure.left([who]):
            self.stdout.write(f"“{who}” still stands in {place}. Look whether it is the person.")

    def _erase(self, account: Account) -> None:
        name = account.username
        try:
            neutral = erasure.erase_editor(account)
        except ValidationError as error:
            raise CommandError(f"Nothing was erased. {' '.join(error.messages)}") from error
        self.stdout.write(f"The editor “{name}” is “{neutral}” now, and cannot log in any more.")
