"""What is to be told by mail, and how often an editor wants to be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
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

    Written in the transaction of what it tells, and gone once it is in a letter of the outbox.
    """

    Kind = NoticeKind

    # How often mail goes to an editor who has not said.
    USUALLY = Frequency.DAILY

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

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["created", "id"]
        constraints = [one_of("kind", NoticeKind.values, "directory_notice_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.suggestion}"


class MailPreference(models.Model):
    """How often an editor wants mail, and in which language. Who has said nothing has the
    defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preference"
    )
    frequency = models.CharField(
        _("mail"), max_length=11, choices=Frequency, default=Notice.USUALLY
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = [one_of("frequency", Frequency.values, "directory_mailpreference_frequency")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_frequency_display()}"
