"""Webhooks as tests need them."""

from typing import Any

from django.contrib.auth.models import User

from directory.models import Webhook
from directory.webhooks import gathering, keeping
from tests.builders import make_steward
from tests.followed import another_transaction


def make_webhook(address: str = "https://example.org/hook", **fields: Any) -> Webhook:
    """One that carol added."""
    webhook = Webhook(**{"name": "Mirror", "address": address} | fields)
    carol = User.objects.filter(username="carol").first() or make_steward("carol")
    keeping.add(webhook, carol)
    another_transaction()
    return webhook


def gather() -> None:
    gathering.gather()
    another_transaction()
