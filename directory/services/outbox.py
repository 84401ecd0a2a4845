"""The outbox: whoever has something to say by mail puts a letter in, a command sends it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from django.utils.encoding import force_str

from directory.models import Letter
from directory.services.attempts import MOST_ATTEMPTS, wait_after

# As long nobody else tries what somebody is about to send: more than a server can make us wait.
CLAIM_HOLDS = timedelta(minutes=15)
# After this time a letter is forgotten, sent or not: its link has expired.
KEPT_FOR = timedelta(days=7)
LATELY = timedelta(minutes=10)
# Connections lost in a row, after which the server counts as down.
MOST_LOST = 3

logger = logging.getLogger(__name__)


class Delivery(NamedTuple):
    sent: int
    failed: int


def post(kind: str, to: str, subject: str, text: str, **more: Any) -> None:
    """`more` are other fields of a letter."""
    subject = " ".join(subject.split())
    Letter.objects.create(kind=kind, to=to, subject=subject, text=text, **more)


def posted_lately(to: str, kind: str) -> bool:
    return Letter.objects.posted_since(to, kind, timezone.now() - LATELY).exists()


def deliver() -> Delivery:
    """Send what is due. A letter is claimed before and marked after, in moments of their own: no
    transaction waits for a server, two commands send nothing twice, and whoever is killed between
    the two has sent one letter that goes out again, by the same id, which mailboxes notice."""
    Letter.objects.older_than(timezone.now() - KEPT_FOR).delete()
    server = _Server()
    due = Letter.objects.due(timezone.now()).values_list("pk", flat=True)
    try:
        outcomes = [outcome for pk in list(due) if (outcome := _send(pk, server)) is not None]
    finally:
        server.hang_up()
    return Delivery(outcomes.count(True), outcomes.count(False))


def try_again(letters: Any) -> int:
    """Those that were given up are due at once, with as many attempts as new ones."""
    again = letters.in_state(Letter.State.GIVEN_UP)
    return int(again.update(given_up=None, attempts=0, not_before=timezone.now()))


def _send(pk: int, server: _Server) -> bool | None:
    """Whether it went out; None if another command is at it."""
    now = timezone.now()
    letter = Letter.objects.claimed(pk, now, now + CLAIM_HOLDS)
    if letter is None:
        return None
    try:
        server.send(_message(letter))
    except Exception as error:  # whatever the backend of this site raises
        _postpone(letter, error)
        return False
    letter.sent, letter.text, letter.html, letter.error = timezone.now(), "", "", ""
    letter.save()
    return True


def _message(letter: Letter) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to], headers=_headers(letter)
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    return message


def _headers(letter: Letter) -> dict[str, str]:
    host = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": f"<letter-{letter.pk}.{letter.created:%Y%m%d%H%M%S%f}@{host}>",
        # RFC 3834: nobody's holiday is told to this.
        "Auto-Submitted": "auto-generated",
    }
    if letter.unsubscribe:
        # RFC 8058: a button of the mail program, which sends a POST.
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _postpone(letter: Letter, error: Exception) -> None:
    logger.warning("A letter to %s was not sent: %s", letter.to, error)
    letter.error = _in_words(error)
    if _is_final(error) or letter.attempts >= MOST_ATTEMPTS:
        letter.given_up = timezone.now()
    letter.not_before = timezone.now() + wait_after(letter.attempts)
    letter.save()


def _in_words(error: Exception) -> str:
    """What the server said, if it was the server."""
    replies: Sequence[tuple[int, bytes | str]]
    if isinstance(error, SMTPRecipientsRefused):
        replies = list(error.recipients.values())
    elif isinstance(error, SMTPResponseException):
        replies = [(error.smtp_code, error.smtp_error)]
    else:
        return str(error) or type(error).__name__
    return "; ".join(f"{code} {force_str(said, errors='replace')}" for code, said in replies)


def _is_final(error: Exception) -> bool:
    """No such mailbox, or nothing that can be an address."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    return isinstance(error, ValueError)


class _Server:
    """One connection for all letters. Once the server is down nothing waits for it again."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._down: Exception | None = None
        self._lost = 0

    def send(self, message: EmailMultiAlternatives) -> None:
        """Raises whatever the backend raises."""
        if self._down:
            raise self._down
        self._call()
        try:
            self._connection.send_messages([message])
        except Exception as error:
            self.hang_up()
            self._note(error)
            raise
        self._lost = 0

    def _call(self) -> None:
        try:
            self._connection.open()
        except Exception as error:
            self._down = error
            raise

    def _note(self, error: Exception) -> None:
        if isinstance(error, TimeoutError | SMTPServerDisconnected):
            self._lost += 1
        if self._lost >= MOST_LOST:
            self._down = error

    def hang_up(self) -> None:
        self._connection.close()
