"""What owners do with webhooks."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from directory import heartbeat
from directory.models import Act, Project, Webhook, WebhookDelivery
from directory.querysets import WebhookDeliveryQuerySet, records
from directory.services import acts

from . import messages, signing


def add(webhook: Webhook, user: Any) -> None:
    """It is told of what changes from now on."""
    signing.renew(webhook, timezone.now())
    webhook.created_by_id = user.pk
    webhook.history_read = records.newest(Project)
    webhook.version = heartbeat.version()
    webhook.save()


@transaction.atomic
def renew_secret(webhook: Webhook, user: Any) -> None:
    signing.renew(webhook, timezone.now())
    webhook.save(update_fields=["nonce", "secret_begins", "former_nonce", "former_until"])
    acts.record(user, Act.Kind.SECRET_MADE, webhook)


def send_test(webhook: Webhook) -> None:
    """With the next run of the command, to a webhook that is off as well."""
    messages.test(webhook).save()


@transaction.atomic
def switch_on(webhook: Webhook, user: Any) -> None:
    """Nothing is lost: what was given up goes out first, then all that changed since."""
    Webhook.objects.switch_on(webhook)
    WebhookDelivery.objects.given_up_by(webhook).make_due(timezone.now())
    acts.record(user, Act.Kind.SWITCHED_ON, webhook)


@transaction.atomic
def switch_off(webhook: Webhook, user: Any) -> None:
    Webhook.objects.switch_off(webhook)
    acts.record(user, Act.Kind.SWITCHED_OFF, webhook)


@transaction.atomic
def send_again(deliveries: WebhookDeliveryQuerySet, user: Any) -> int:
    """Those that were delivered or given up, by the same id; how many."""
    settled = deliveries.settled()
    sent = list(settled)
    settled.make_due(timezone.now())
    acts.record_each(user, Act.Kind.SENT_AGAIN, sent)
    return len(sent)
