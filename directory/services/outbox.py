"""Mail about accounts: put into the outbox by whoever has something to say, sent by a command."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException
from typing import NamedTuple

from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from directory.models import Letter

# What cannot be sent is tried again after a minute, two, four and so on, up to this.
LONGEST_WAIT = timedelta(hours=6)
# After this time a letter is forgotten, sent or not: its link has expired.
KEPT_FOR = timedelta(days=7)
LATELY = timedelta(minutes=10)

logger = logging.getLogger(__name__)


class Delivery(NamedTuple):
    sent: int
    failed: int


def post(kind: str, to: str, subject: str, text: str) -> None:
    Letter.objects.create(kind=kind, to=to, subject=" ".join(subject.split()), text=text)


def posted_lately(to: str, kind: str) -> bool:
    return Letter.objects.posted_since(to, kind, timezone.now() - LATELY).exists()


def deliver() -> Delivery:
    """Send what is due, each letter in a transaction of its own."""
    Letter.objects.older_than(timezone.now() - KEPT_FOR).delete()
    due = list(Letter.objects.due(timezone.now()).values_list("pk", flat=True))
    outcomes = [outcome for pk in due if (outcome := _send(pk)) is not None]
    return Delivery(outcomes.count(True), outcomes.count(False))


@transaction.atomic
def _send(pk: int) -> bool | None:
    """Whether it went out; None if another command is at it."""
    skips = connection.features.has_select_for_update_skip_locked
    due = Letter.objects.due(timezone.now()).select_for_update(skip_locked=skips)
    letter = due.filter(pk=pk).first()
    if letter is None:
        return None
    try:
        EmailMessage(letter.subject, letter.text, to=[letter.to]).send()
    except (OSError, SMTPException, ValueError) as error:
        _postpone(letter, error)
        return False
    letter.sent, letter.text, letter.error = timezone.now(), "", ""
    letter.save()
    return True


def _postpone(letter: Letter, error: Exception) -> None:
    logger.warning("A letter to %s was not sent: %s", letter.to, error)
    wait = timedelta(minutes=2 ** min(letter.attempts, 10))
    letter.attempts += 1
    letter.error = str(error)
    letter.not_before = timezone.now() + min(wait, LONGEST_WAIT)
    letter.save()
