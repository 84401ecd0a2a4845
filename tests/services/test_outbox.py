"""Letters go out later, once each, and are tried again when the server is down."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from directory.models import Letter
from directory.services import outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Letter:
    outbox.post(
        Letter.Kind.INVITATION, "dave@example.org", "Two\nlines", "Come in: http://x/secret"
    )
    return Letter.objects.get()


@pytest.fixture
def server_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse)


def test_a_letter_goes_out_once_and_its_text_is_forgotten(letter: Letter):
    assert outbox.deliver() == (1, 0)
    assert outbox.deliver() == (0, 0)

    assert [(sent.subject, sent.to) for sent in mail.outbox] == [("Two lines", [letter.to])]
    letter.refresh_from_db()
    assert letter.sent
    assert letter.text == ""


def test_a_letter_that_was_not_sent_is_tried_again_later(letter: Letter, server_down: None):
    assert outbox.deliver() == (0, 1)
    assert outbox.deliver() == (0, 0)

    letter.refresh_from_db()
    assert letter.error == "nobody listens"
    Letter.objects.update(not_before=timezone.now())
    assert outbox.deliver() == (0, 1)


def test_the_command_fails_so_that_cron_tells_the_operator(letter: Letter, server_down: None):
    with pytest.raises(CommandError, match="Not sent: 1"):
        call_command("send_mail")


def test_the_command_is_quiet_when_there_is_nothing_to_send(db: None):
    call_command("send_mail", stdout=(said := StringIO()))

    assert said.getvalue() == ""


def test_a_letter_whose_link_has_expired_is_dropped(letter: Letter):
    Letter.objects.update(created=timezone.now() - outbox.KEPT_FOR - timedelta(seconds=1))

    assert outbox.deliver() == (0, 0)
    assert not Letter.objects.exists()
