"""Sends the mail that is due: about accounts, and the news of suggestions as often as each reader
wants them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone

from directory.services import outbox
from directory.services.notifying.gathering import gather


class Command(BaseCommand):
    help = (
        "Sends the mail that is due: about accounts at once, news of suggestions at once, daily or "
        "weekly as each reader wants them. For cron, once a minute; two at once do no harm."
    )

    @no_translations
    def handle(self, **options: Any) -> None:
        try:
            gather(timezone.now())
        finally:  # an invitation does not wait for what is wrong with news
            delivery = outbox.deliver()
        if delivery.sent:
            self.stdout.write(f"Sent: {delivery.sent}.")
        if delivery.failed:
            raise CommandError(
                f"Not sent: {delivery.failed}. Why, and what is tried again, is in the outbox of "
                "the admin."
            )
