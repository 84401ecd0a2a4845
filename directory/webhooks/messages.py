"""What a webhook is sent: what happened to which projects, and where the rest is."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse

from directory.models import Webhook, WebhookDelivery
from directory.representations import Origin, now

Change = dict[str, Any]


def change(kind: str, pk: int, project: Any, category: str) -> Change:
    """Of a project, or of a row of its history if it is gone."""
    origin = Origin(settings.SITE_URL)
    return {
        "kind": kind,
        "id": pk,
        "slug": project.slug,
        **origin.pages("project", project.slug),
        "api_url": origin.in_api(project.slug),
        "name": project.name,
        "name_zh": project.name_zh or None,
        "category": category or None,
    }


def changes(
    webhook: Webhook, version: int, told: Sequence[Change], *, complete: bool
) -> WebhookDelivery:
    data = _data(webhook, version, told, complete=complete)
    return _delivery(webhook, WebhookDelivery.Kind.CHANGES, "directory.changed", data)


def test(webhook: Webhook) -> WebhookDelivery:
    data = _data(webhook, webhook.version, [], complete=True)
    return _delivery(webhook, WebhookDelivery.Kind.TEST, "directory.test", data)


def _data(
    webhook: Webhook, version: int, told: Sequence[Change], *, complete: bool
) -> dict[str, Any]:
    everything = f"{settings.SITE_URL}{reverse('api:changes')}?since={webhook.version}"
    return {
        "since": webhook.version,
        "version": version,
        "complete": complete,
        "changes": told,
        "changes_url": everything,
    }


def _delivery(webhook: Webhook, kind: str, type_: str, data: dict[str, Any]) -> WebhookDelivery:
    message = {"type": type_, "timestamp": now(), "data": data}
    return WebhookDelivery(
        webhook=webhook,
        kind=kind,
        message_id=f"msg_{secrets.token_urlsafe(18)}",
        body=json.dumps(message, ensure_ascii=False),
        count=len(data["changes"]),
    )
