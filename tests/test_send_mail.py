"""The command that sends mail: once each, whatever happens to the server or to itself."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from directory.models import Letter
from directory.services import outbox
from directory.services.attempts import MOST_ATTEMPTS
from tests.builders import make_project, make_steward
from tests.services.suggesting import suggest

pytestmark = pytest.mark.django_db


def send() -> str:
    call_command("send_mail", stdout=(said := StringIO()))
    return said.getvalue()


def post(*addresses: str) -> None:
    for address in addresses:
        outbox.post(Letter.Kind.DIGEST, address, "News", "Text", html="<p>Text")


def refuse(monkeypatch: pytest.MonkeyPatch, error: Exception, only: str = "") -> list[str]:
    """The server refuses mail to this address, or all; to which it was tried."""
    tried: list[str] = []
    really = EmailBackend.send_messages

    def send_messages(self: EmailBackend, messages: list[mail.EmailMessage]) -> int:
        tried.extend(messages[0].to)
        if only in ("", *messages[0].to):
            raise error
        return really(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    return tried


@pytest.fixture
def dead_port(settings) -> Iterator[int]:
    """Taken, and answered by nobody."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", taken.getsockname()[1]
        yield settings.EMAIL_PORT


def test_what_was_suggested_reaches_the_reviewer_and_nobody_twice():
    alice = make_steward("alice")
    alice.email = "alice@example.org"
    alice.save()
    suggest(make_project("istio"), license="MIT")
    alice.notices.update(created=timezone.now() - timedelta(days=2))

    assert send() == "Sent: 1.\n"
    assert send() == ""

    (message,) = mail.outbox
    assert message.to == ["alice@example.org"]
    assert [kind for _part, kind in message.alternatives] == ["text/html"]


def test_a_letter_says_that_a_program_wrote_it_and_how_to_stop_it():
    address = f"https://landscape.example.org/en/unsubscribe/contributor-1:{'x' * 43}/"
    outbox.post(
        Letter.Kind.DIGEST, "li@example.org", "关于 Istio 的消息", "正文", unsubscribe=address
    )
    send()

    sent = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=SMTP)
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Message-ID"].endswith("@localhost>")
    assert sent["List-Unsubscribe"].strip() == f"<{address}>"


def test_while_the_server_is_down_pages_answer_letters_stay_and_the_command_says_so(
    dead_port: int, client
):
    istio = make_project("istio")
    suggest(istio, license="MIT")
    post("li@example.org", "wang@example.org")

    assert client.get(istio.get_absolute_url()).status_code == 200
    with pytest.raises(CommandError, match="Not sent: 2"):
        send()

    assert [letter.attempts for letter in Letter.objects.all()] == [1, 1]
    assert all("refused" in letter.error for letter in Letter.objects.all())
    assert send() == "", "not tried again at once"


def test_a_server_that_is_down_is_asked_once(monkeypatch: pytest.MonkeyPatch):
    asked = []

    def refuse_call(self: EmailBackend) -> None:
        asked.append(self)
        raise ConnectionRefusedError("nobody listens")

    monkeypatch.setattr(EmailBackend, "open", refuse_call)
    post(*(f"{n}@example.org" for n in range(5)))

    with pytest.raises(CommandError, match="Not sent: 5"):
        send()

    assert len(asked) == 1


def test_a_server_that_hangs_up_on_every_letter_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    tried = refuse(monkeypatch, SMTPServerDisconnected("gone"))
    post(*(f"{n}@example.org" for n in range(5)))

    with pytest.raises(CommandError):
        send()

    assert len(tried) == outbox.MOST_LOST
    assert [letter.error for letter in Letter.objects.all()] == ["gone"] * 5


def test_one_bad_address_keeps_nobody_else_waiting(monkeypatch: pytest.MonkeyPatch):
    refused = {"bad@example.org": (550, b"no such mailbox")}
    refuse(monkeypatch, SMTPRecipientsRefused(refused), only="bad@example.org")
    post("bad@example.org", "good@example.org")

    with pytest.raises(CommandError, match="Not sent: 1"):
        send()

    bad, good = Letter.objects.order_by("to")
    assert (bad.state, good.state) == ("given-up", "sent")
    assert bad.error == "550 no such mailbox"


def test_a_full_mailbox_is_tried_again_and_at_last_given_up(monkeypatch: pytest.MonkeyPatch):
    refuse(monkeypatch, SMTPRecipientsRefused({"li@example.org": (452, b"full")}))
    post("li@example.org")

    for attempt in range(MOST_ATTEMPTS):
        assert Letter.objects.get().state == ("postponed" if attempt else "waiting")
        with pytest.raises(CommandError):
            send()
        Letter.objects.update(not_before=timezone.now())

    assert Letter.objects.get().state == "given-up"
    assert send() == ""


def test_what_is_no_address_is_sent_nowhere():
    post("a@b\nBcc: eve@example.org")

    with pytest.raises(CommandError):
        send()

    assert mail.outbox == []
    assert Letter.objects.get().state == "given-up"


def test_whoever_is_killed_while_sending_sends_the_letter_again_only_later(
    monkeypatch: pytest.MonkeyPatch,
):
    really = EmailBackend.send_messages

    def killed(self: EmailBackend, messages: list[mail.EmailMessage]) -> int:
        really(self, messages)
        raise KeyboardInterrupt

    monkeypatch.setattr(EmailBackend, "send_messages", killed)
    post("li@example.org")
    with pytest.raises(KeyboardInterrupt):
        send()
    monkeypatch.undo()

    assert send() == ""
    Letter.objects.update(not_before=timezone.now())
    assert send() == "Sent: 1.\n"
    assert len({message.message()["Message-ID"] for message in mail.outbox}) == 1


def test_no_letter_goes_to_an_account_that_was_closed():
    alice = make_steward("alice")
    outbox.post(Letter.Kind.DIGEST, "alice@example.org", "News", "Text", user=alice)
    alice.is_active = False
    alice.save()

    assert send() == ""


def test_mail_about_accounts_goes_out_whatever_is_wrong_with_news(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("directory.management.commands.send_mail.gather", lambda now: 1 / 0)
    outbox.post(Letter.Kind.INVITATION, "dave@example.org", "Come in", "http://x/secret")

    with pytest.raises(ZeroDivisionError):
        send()

    assert Letter.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_two_commands_at_once_send_each_letter_once():
    post(*(f"{n}@example.org" for n in range(20)))
    together = threading.Barrier(2)

    def run() -> None:
        together.wait()
        outbox.deliver()
        connection.close()

    threads = [threading.Thread(target=run) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        f"{n}@example.org" for n in range(20)
    )
