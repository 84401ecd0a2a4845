"""Signatures as https://www.standardwebhooks.com/ has them: who has the secret knows that a message
comes from here, and when.

A secret is made of a random nonce, which the database keeps, and the site's key, which it does not:
a copy of the database signs nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from directory.models import Webhook

# As long a secret that was replaced signs beside the new one.
OVERLAP = timedelta(days=1)
_PREFIX = "whsec_"


class NoSecret(Exception):
    """The site's key is not the one of which the secret was made."""


def renew(webhook: Webhook, now: datetime) -> None:
    """A new secret, not yet saved. The one before goes on signing for a day."""
    webhook.former_nonce, webhook.former_until = webhook.nonce, now + OVERLAP
    webhook.nonce = secrets.token_urlsafe(32)
    webhook.secret_begins = secret_of(webhook)[: len(_PREFIX) + 6]


def secret_of(webhook: Webhook) -> str:
    """As its receiver keeps it."""
    return _PREFIX + base64.b64encode(_key(webhook.nonce)).decode()


def headers(webhook: Webhook, message_id: str, body: bytes, now: datetime) -> dict[str, str]:
    """Raises NoSecret."""
    if not secret_of(webhook).startswith(webhook.secret_begins):
        raise NoSecret
    nonces = [webhook.nonce]
    if webhook.former_nonce and webhook.former_until and webhook.former_until > now:
        nonces.append(webhook.former_nonce)
    timestamp = str(int(now.timestamp()))
    signed = b".".join((message_id.encode(), timestamp.encode(), body))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(_signature(_key(nonce), signed) for nonce in nonces),
    }


def _key(nonce: str) -> bytes:
    return salted_hmac("directory.webhooks", nonce, algorithm="sha256").digest()


def _signature(key: bytes, signed: bytes) -> str:
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
