"""The outbox: mail that waits for the command that sends it, so that no page waits for a server."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.querysets import LetterQuerySet

from .rules import one_of


class LetterKind(models.TextChoices):
    INVITATION = "invitation", _("Invitation")
    PASSWORD = "password", _("Forgotten password")
    SECURITY = "security", _("Something about an account changed")
    DIGEST = "digest", _("News of suggestions")
    WEBHOOK = "webhook", _("A webhook was given up")


class LetterState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("letter state", "Waiting")
    POSTPONED = "postponed", pgettext_lazy("letter state", "To be tried again")
    SENT = "sent", pgettext_lazy("letter state", "Sent")
    GIVEN_UP = "given-up", pgettext_lazy("letter state", "Given up")


class Letter(models.Model):
    """A mail to one reader, written in the transaction of what it tells. Once it is sent its text
    is gone, for it may hold a link that opens an account."""

    Kind = LetterKind

    State = LetterState

    kind = models.CharField(_("kind"), max_length=10, choices=LetterKind)
    to = models.EmailField(pgettext_lazy("of a letter", "to"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("editor"),
        on_delete=models.CASCADE,
        null=True,
        related_name="letters",
        help_text=_("Who gets it only as long as their account is active."),
    )
    subject = models.CharField(pgettext_lazy("of a letter", "subject"), max_length=200)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    unsubscribe = models.TextField(
        blank=True, help_text=_("The address of the page on which no more of it is wanted.")
    )
    created = models.DateTimeField(_("when"), default=timezone.now)
    sent = models.DateTimeField(_("sent"), null=True)
    given_up = models.DateTimeField(_("given up"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    not_before = models.DateTimeField(_("not before"), default=timezone.now)
    error = models.TextField(_("last error"), blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters in the outbox")
        ordering = ["created", "id"]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(sent=None, given_up=None),
                name="directory_letter_unsent",
            )
        ]
        constraints = [one_of("kind", LetterKind.values, "directory_letter_kind")]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    @property
    def state(self) -> LetterState:
        if self.sent:
            return LetterState.SENT
        if self.given_up:
            return LetterState.GIVEN_UP
        return LetterState.POSTPONED if self.error else LetterState.WAITING
