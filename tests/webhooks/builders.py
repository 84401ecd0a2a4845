"""Webhooks as tests need them."""

from typing import Any

from django.contrib.auth.models import User
from django.db import connection

from directory.models import Webhook
from directory.webhooks import gathering, keeping
from tests.builders import make_steward


def make_webhook(address: str = "https://example.org/hook", **fields: Any) -> Webhook:
    """One that carol added."""
    webhook = Webhook(**{"name": "Mirror", "address": address} | fields)
    carol = User.objects.filter(username="carol").first() or make_steward("carol")
    keeping.add(webhook, carol)
    _begin_another_transaction()
    return webhook


def gather() -> None:
    gathering.gather()
    _begin_another_transaction()


def _begin_another_transaction() -> None:
    """As far as the heartbeat sees: on PostgreSQL it raises the version once in each."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("UPDATE directory_heartbeat SET xact = 0")
