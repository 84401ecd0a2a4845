"""Owners are told by mail of a webhook that was given up."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from directory.models import Account, Letter, Stewardship, Webhook
from directory.models.webhook import DeliveryFailure
from directory.services import outbox
from directory.services.notifying.subscriptions import preference_of


def tell_owners(webhook: Webhook, failure: DeliveryFailure, status: int | None) -> None:
    """Those of the whole list, each in their language."""
    owners = Account.objects.who_decide(Stewardship.objects.owners_of_everything())
    for owner in owners.order_by("pk"):
        if owner.email:
            with override(preference_of(owner).language):
                _post(owner, webhook, failure, status)


def _post(owner: Account, webhook: Webhook, failure: DeliveryFailure, status: int | None) -> None:
    page = reverse("admin:directory_webhook_change", args=[webhook.pk])
    subject = _("The webhook “%(name)s” was given up") % {"name": webhook.name}
    why = f"{failure.label} ({status})" if status else str(failure.label)
    text = _(
        "%(address)s does not take what changed. The last attempt: %(why)s.\n\n"
        "Nothing more is sent there until you switch it on again; then it is told of all that "
        "changed since:\n%(page)s\n"
    ) % {"address": webhook.address, "why": why, "page": settings.SITE_URL + page}
    outbox.post(Letter.Kind.WEBHOOK, owner.email, subject, text, user=owner)
