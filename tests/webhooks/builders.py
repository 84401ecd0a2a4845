"""Webhooks as tests need them."""

from typing import Any

from django.contrib.auth.models import User

from directory.models import Webhook
from directory.webhooks import keeping
from tests.builders import make_steward


def make_webhook(address: str = "https://example.org/hook", **fields: Any) -> Webhook:
    """One that carol added."""
    webhook = Webhook(**{"name": "Mirror", "address": address} | fields)
    carol = User.objects.filter(username="carol").first() or make_steward("carol")
    keeping.add(webhook, carol)
    return webhook
