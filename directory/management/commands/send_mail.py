"""Sends the mail about accounts that waits in the outbox: invitations and forgotten passwords."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from directory.services import outbox


class Command(BaseCommand):
    help = "Sends the mail about accounts that waits in the outbox. For cron, once a minute."

    @no_translations
    def handle(self, **options: Any) -> None:
        delivery = outbox.deliver()
        if delivery.sent:
            self.stdout.write(f"Sent: {delivery.sent}.")
        if delivery.failed:
            raise CommandError(f"Not sent, to be tried again: {delivery.failed}.")
