"""Tells the programs of others what changed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from directory.webhooks import delivering, gathering


class Command(BaseCommand):
    help = (
        "Tells webhooks what changed since they were told last, and tries again what did not "
        "arrive. For cron, once a minute; two at once do no harm."
    )

    @no_translations
    def handle(self, **options: Any) -> None:
        try:
            gathering.gather()
        finally:  # what is put down does not wait for what is wrong with the rest
            sent = delivering.deliver()
        if sent.delivered:
            self.stdout.write(f"Delivered: {sent.delivered}.")
        if sent.failed:
            raise CommandError(
                f"Not delivered: {sent.failed}. Why, and what is tried again, is under Deliveries "
                "of webhooks in the admin."
            )
