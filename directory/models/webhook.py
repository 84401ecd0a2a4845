"""Webhooks: programs of others that are told of changes, and what they were told."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.querysets import WebhookDeliveryQuerySet, WebhookQuerySet
from directory.sources.addresses import is_public

from .category import Category
from .rules import list_rule, one_of

_is_https_address = URLValidator(schemes=["https"])


def validate_address(value: str) -> None:
    """As far as the address alone tells; where its host is, is looked at whenever it is called."""
    told = _("Enter an address such as https://example.org/hook: no name, port or # in it.")
    try:
        _is_https_address(value)
        parts = urlsplit(value)
        plain = parts.port in (None, 443) and "@" not in parts.netloc and "#" not in value
    except (ValidationError, ValueError):
        plain = False
    if not plain:
        raise ValidationError(told)
    with suppress(ValueError):
        if not is_public(ipaddress.ip_address(parts.hostname or "")):
            raise ValidationError(_("This host is not on the public internet."))


class WebhookKind(models.TextChoices):
    NEW = "new", pgettext_lazy("of a webhook", "new projects")
    CHANGED = "changed", pgettext_lazy("of a webhook", "changed projects")
    ENDED = "ended", pgettext_lazy("of a webhook", "projects that ended")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a webhook", "projects that are gone")


class WebhookState(models.TextChoices):
    ON = "on", pgettext_lazy("webhook state", "On")
    FAILING = "failing", pgettext_lazy("webhook state", "Failing, tried again")
    GIVEN_UP = "given-up", pgettext_lazy("webhook state", "Given up")
    OFF = "off", pgettext_lazy("webhook state", "Off")


def every_kind() -> list[str]:
    return list(WebhookKind.values)


class Webhook(models.Model):
    """Whom to tell, of what, and how far they were told. Of its secret only the nonces are kept,
    from which and the site's own key it is made each time (`webhooks/signing.py`)."""

    Kind = WebhookKind

    State = WebhookState

    name = models.CharField(_("name"), max_length=120, help_text=_("Whose it is, for the log."))
    address = models.CharField(
        _("address"),
        max_length=500,
        validators=[validate_address],
        help_text=_("What changed is sent there by POST: https://, on the public internet."),
    )
    kinds = models.JSONField(_("tells of"), default=every_kind)
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="webhooks",
        help_text=_("With its subcategories. Empty: the whole list."),
    )
    active = models.BooleanField(_("on"), default=True)
    given_up = models.DateTimeField(_("given up"), null=True, editable=False)
    nonce = models.CharField(max_length=43, editable=False)
    secret_begins = models.CharField(_("secret"), max_length=12, editable=False)
    former_nonce = models.CharField(max_length=43, blank=True, editable=False)
    former_until = models.DateTimeField(null=True, editable=False)
    version = models.BigIntegerField(_("told up to version"), default=0, editable=False)
    history_read = models.BigIntegerField(
        default=0,
        editable=False,
        help_text=_("The newest row of the history of projects at that version."),
    )
    created = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="webhooks",
    )

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "id"]
        constraints = [list_rule("kinds", "directory_webhook_kinds")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not isinstance(self.kinds, list) or not set(self.kinds) <= set(WebhookKind.values):
            told = _("Choose among: %(kinds)s.") % {"kinds": ", ".join(WebhookKind.values)}
            raise ValidationError({"kinds": told})

    @property
    def state(self) -> WebhookState:
        if not self.active:
            return WebhookState.OFF
        if self.given_up:
            return WebhookState.GIVEN_UP
        return WebhookState.FAILING if self.is_failing else WebhookState.ON

    @property
    def is_failing(self) -> bool:
        known: bool | None = self.__dict__.get("has_failures")  # read by for_admin_list
        return self.deliveries.failing().exists() if known is None else known


class DeliveryKind(models.TextChoices):
    CHANGES = "changes", pgettext_lazy("of a delivery", "Changes")
    TEST = "test", pgettext_lazy("of a delivery", "Test")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery state", "Waiting")
    POSTPONED = "postponed", pgettext_lazy("delivery state", "To be tried again")
    DELIVERED = "delivered", pgettext_lazy("delivery state", "Delivered")
    GIVEN_UP = "given-up", pgettext_lazy("delivery state", "Given up")


class DeliveryFailure(models.TextChoices):
    BAD_ADDRESS = "bad-address", _("To such an address nothing is sent")
    NO_SUCH_HOST = "no-such-host", _("No such host")
    NOT_PUBLIC = "not-public", _("The host is not on the public internet")
    NO_CONNECTION = "no-connection", _("No connection")
    NOT_TRUSTED = "not-trusted", _("The certificate is not to be trusted")
    TOO_SLOW = "too-slow", _("Too slow")
    NO_ANSWER = "no-answer", _("No proper answer")
    REFUSED = "refused", _("Refused")
    GONE = "gone", _("Wants no more of it")
    NO_SECRET = "no-secret", _("The site's key is another one: make a new secret")


class WebhookDelivery(models.Model):
    """One message, and what came of sending it last; `log` has the same of each attempt, with when
    it `ended` and how many `seconds` it took."""

    Kind = DeliveryKind

    State = DeliveryState

    Failure = DeliveryFailure

    webhook = models.ForeignKey(
        Webhook, verbose_name=_("webhook"), on_delete=models.CASCADE, related_name="deliveries"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=DeliveryKind)
    message_id = models.CharField("webhook-id", max_length=40, unique=True)
    body = models.TextField(_("content"))
    count = models.PositiveIntegerField(_("changes"), default=0)
    created = models.DateTimeField(_("when"), default=timezone.now)
    delivered = models.DateTimeField(_("delivered"), null=True)
    given_up = models.DateTimeField(_("given up"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    failure = models.CharField(_("why not"), max_length=13, choices=DeliveryFailure, blank=True)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True)
    answer = models.TextField(
        _("answer"), blank=True, help_text=_("Its beginning, or what the connection ended with.")
    )
    log = models.JSONField(default=list, editable=False)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery of a webhook")
        verbose_name_plural = _("deliveries of webhooks")
        ordering = ["created", "id"]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=Q(delivered=None, given_up=None),
                name="directory_delivery_due",
            ),
            models.Index(fields=["created"], name="directory_delivery_created"),
        ]
        constraints = [
            list_rule("log", "directory_delivery_log"),
            one_of("kind", DeliveryKind.values, "directory_delivery_kind"),
            one_of("failure", ["", *DeliveryFailure.values], "directory_delivery_failure"),
        ]

    def __str__(self) -> str:
        return f"{self.webhook} · {self.message_id}"

    @property
    def state(self) -> DeliveryState:
        if self.delivered:
            return DeliveryState.DELIVERED
        if self.given_up:
            return DeliveryState.GIVEN_UP
        return DeliveryState.POSTPONED if self.failure else DeliveryState.WAITING
