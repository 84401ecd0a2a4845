"""Mail that is to be sent: an outbox, so that no page waits for a mail server."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.querysets import NoticeQuerySet

from .rules import one_of
from .suggestion import Frequency, Suggestion


class NoticeKind(models.TextChoices):
    SUGGESTED = "suggested", _("A suggestion is waiting")
    ASSIGNED = "assigned", _("A suggestion was assigned")
    ASKED = "asked", _("Editors ask back")
    REPLIED = "replied", _("A contributor answered")
    DECIDED = "decided", _("A suggestion was decided on")


class Notice(models.Model):
    """One thing that one reader is to be told by mail: an editor, or who made the suggestion.

    Written in the transaction of what it tells; `send_notices` gathers notices into mails.
    """

    Kind = NoticeKind

    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("editor"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="notices",
        help_text=_("Empty: who made the suggestion."),
    )
    created = models.DateTimeField(_("when"), default=timezone.now)
    sent = models.DateTimeField(_("sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    retry_after = models.DateTimeField(_("not before"), null=True, blank=True)
    error = models.TextField(_("last error"), blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["created", "id"]
        indexes = [
            models.Index(fields=["created"], condition=Q(sent=None), name="directory_notice_unsent")
        ]
        constraints = [one_of("kind", NoticeKind.values, "directory_notice_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.suggestion}"


class MailPreference(models.Model):
    """How often an editor wants mail, and in which language."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preference"
    )
    frequency = models.CharField(
        _("mail"), max_length=11, choices=Frequency, default=Frequency.DAILY
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    last_digest = models.DateTimeField(_("last mail"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [one_of("frequency", Frequency.values, "directory_mailpreference_frequency")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_frequency_display()}"
