"""Mail about accounts."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.querysets import LetterQuerySet

from .rules import one_of


class LetterKind(models.TextChoices):
    INVITATION = "invitation", _("Invitation")
    PASSWORD = "password", _("Forgotten password")
    SECURITY = "security", _("Something about an account changed")


class Letter(models.Model):
    """A mail to one reader, written in the transaction of what it tells. Once it is sent its text
    is gone, for it may hold a link that opens an account."""

    Kind = LetterKind

    kind = models.CharField(max_length=10, choices=LetterKind)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    created = models.DateTimeField(default=timezone.now)
    sent = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    error = models.TextField(blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["created", "id"]
        indexes = [
            models.Index(
                fields=["not_before"], condition=models.Q(sent=None), name="directory_letter_unsent"
            )
        ]
        constraints = [one_of("kind", LetterKind.values, "directory_letter_kind")]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
