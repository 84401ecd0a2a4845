"""Readings of webhooks and of what they were sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet


class WebhookQuerySet(QuerySet):
    """Readings of webhooks. `self.model` stands for Webhook."""

    model: Any

    def switched_on(self) -> WebhookQuerySet:
        return self.filter(active=True, given_up=None)

    def without_hope(self) -> WebhookQuerySet:
        """Given up, and not switched off since; longest first."""
        return self.filter(active=True).exclude(given_up=None).order_by("given_up", "pk")

    def to_be_told(self) -> list[int]:
        """Those for which nothing is on its way: what comes meanwhile is told in one later."""
        waiting = self._deliveries().on_their_way().filter(webhook=OuterRef("pk"))
        found = self.switched_on().filter(~Exists(waiting)).order_by("pk")
        return list(found.values_list("pk", flat=True))

    def locked(self, pk: int) -> Any:
        """The webhook, if it is still to be told; nobody else tells it until the transaction
        ends."""
        found = self.switched_on().select_for_update(of=("self",)).select_related("category")
        return found.filter(pk=pk).first()

    def give_up(self, webhook: Any, now: datetime) -> bool:
        """Whether it was not given up before."""
        return bool(self.filter(pk=webhook.pk, given_up=None).update(given_up=now))

    def switch_on(self, webhook: Any) -> None:
        self.filter(pk=webhook.pk).update(active=True, given_up=None)

    def switch_off(self, webhook: Any) -> None:
        self.filter(pk=webhook.pk).update(active=False)

    def for_admin_list(self) -> WebhookQuerySet:
        failing = self._deliveries().failing().filter(webhook=OuterRef("pk"))
        return self.select_related("category", "created_by").annotate(has_failures=Exists(failing))

    def _deliveries(self) -> Any:
        return self.model._meta.get_field("deliveries").related_model.objects


class WebhookDeliveryQuerySet(QuerySet):
    """Readings of deliveries. `self.model` stands for WebhookDelivery."""

    model: Any

    def unsent(self) -> WebhookDeliveryQuerySet:
        return self.filter(delivered=None, given_up=None)

    def on_their_way(self) -> WebhookDeliveryQuerySet:
        return self.unsent().of_changes()

    def of_changes(self) -> WebhookDeliveryQuerySet:
        return self.filter(kind=self.model.Kind.CHANGES)

    def due(self, now: datetime) -> list[int]:
        """Longest due first. A test goes to a webhook that is off as well."""
        off = self.of_changes().exclude(webhook__active=True, webhook__given_up=None)
        found = self.unsent().filter(not_before__lte=now).exclude(pk__in=off.values("pk"))
        return list(found.order_by("not_before", "pk").values_list("pk", flat=True))

    def claimed(self, pk: int, now: datetime, until: datetime) -> Any:
        """A delivery that is due, which nobody else gets before `until`; None if somebody was
        quicker."""
        free = self.unsent().filter(pk=pk, not_before__lte=now)
        if not free.update(attempts=F("attempts") + 1, not_before=until):
            return None
        return self.select_related("webhook").get(pk=pk)

    def settle(self, delivery: Any, fields: dict[str, Any]) -> None:
        """Unless it is gone with its webhook."""
        self.filter(pk=delivery.pk).update(**fields)

    def settled(self) -> WebhookDeliveryQuerySet:
        return self.exclude(pk__in=self.model.objects.unsent().values("pk"))

    def make_due(self, now: datetime) -> None:
        """As new ones are, by the ids that they have."""
        self.update(delivered=None, given_up=None, attempts=0, failure="", not_before=now)

    def failing(self) -> WebhookDeliveryQuerySet:
        """Tried in vain, and to be tried again."""
        return self.unsent().exclude(failure="")

    def in_state(self, state: str) -> WebhookDeliveryQuerySet:
        State = self.model.State
        if state == State.DELIVERED:
            return self.exclude(delivered=None)
        if state == State.GIVEN_UP:
            return self.exclude(given_up=None)
        return self.unsent().filter(failure="") if state == State.WAITING else self.failing()

    def given_up_by(self, webhook: Any) -> WebhookDeliveryQuerySet:
        return self.of_changes().filter(webhook=webhook).exclude(given_up=None)

    def settled_before(self, moment: datetime) -> WebhookDeliveryQuerySet:
        """Of no more interest but to whoever looks into the log."""
        return self.settled().filter(created__lt=moment)

    def for_admin_list(self) -> WebhookDeliveryQuerySet:
        return self.select_related("webhook").defer("body", "log")
