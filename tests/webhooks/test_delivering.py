"""What webhooks are told arrives: signed, at least once, and not for ever if nobody takes it."""

import base64
import hashlib
import hmac
import threading
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from directory.models import Letter, Webhook, WebhookDelivery
from directory.services.attempts import LONGEST_WAIT, MOST_ATTEMPTS
from directory.sources.client import Call, Client
from directory.webhooks import delivering, keeping, signing
from tests.builders import make_project
from tests.receiver import Handler, Receiver, answer, receiving
from tests.webhooks.builders import gather, make_webhook

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def receiver(server: Receiver) -> Receiver:
    server.got.clear()
    server.behave = lambda request: answer(request, 204)
    return server


def put_down(receiver: Receiver, **fields: object) -> WebhookDelivery:
    """A message about istio."""
    make_webhook(receiver.address, **fields)
    make_project("istio")
    gather()
    return WebhookDelivery.objects.get()


def deliver(receiver: Receiver) -> tuple[int, int]:
    return delivering.deliver(receiver.client())


def refuse(receiver: Receiver, status: int, body: bytes = b"", **headers: str) -> None:
    receiver.behave = lambda request: answer(request, status, body, **headers)


def test_a_message_arrives_signed(receiver: Receiver):
    delivery = put_down(receiver)

    assert deliver(receiver) == (1, 0)
    assert deliver(receiver) == (0, 0)

    (got,) = receiver.got
    assert got.body.decode() == delivery.body
    assert got.headers["content-type"] == "application/json"
    assert got.headers["webhook-id"] == delivery.message_id
    signed = f"{delivery.message_id}.{got.headers['webhook-timestamp']}.{delivery.body}"
    secret = signing.secret_of(Webhook.objects.get()).removeprefix("whsec_")
    digest = hmac.new(base64.b64decode(secret), signed.encode(), hashlib.sha256).digest()
    assert got.headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
    delivery.refresh_from_db()
    assert (delivery.state, delivery.status, delivery.attempts) == ("delivered", 204, 1)


def test_for_a_day_the_former_secret_signs_too(receiver: Receiver):
    webhook = make_webhook(receiver.address)
    keeping.renew_secret(webhook, webhook.created_by)
    now = timezone.now()

    both = signing.headers(webhook, "msg_1", b"", now)["webhook-signature"].split()
    later = signing.headers(webhook, "msg_1", b"", now + timedelta(days=2))["webhook-signature"]

    assert len(set(both)) == 2
    assert len(later.split()) == 1


def test_a_site_with_another_key_says_so_and_sends_nothing(receiver: Receiver, settings):
    delivery = put_down(receiver)
    settings.SECRET_KEY = "another"

    assert deliver(receiver) == (0, 1)

    delivery.refresh_from_db()
    assert (delivery.failure, receiver.got) == ("no-secret", [])


@pytest.mark.parametrize("status", [302, 400, 401, 404, 500, 503])
def test_what_is_refused_is_tried_again_later_by_the_same_id(receiver: Receiver, status: int):
    delivery = put_down(receiver)
    refuse(receiver, status, b"no\x00t \xff today", Location="http://127.0.0.1/")

    assert deliver(receiver) == (0, 1)
    assert deliver(receiver) == (0, 0), "not at once"

    delivery.refresh_from_db()
    assert (delivery.state, delivery.failure, delivery.status) == ("postponed", "refused", status)
    assert delivery.answer == "no t \N{REPLACEMENT CHARACTER} today"
    assert Webhook.objects.get().state == "failing"
    WebhookDelivery.objects.update(not_before=timezone.now())
    refuse(receiver, 200)
    assert deliver(receiver) == (1, 0)
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1
    assert Webhook.objects.get().state == "on"


def test_each_attempt_is_logged_up_to_a_number(receiver: Receiver, settings: Any):
    delivery = put_down(receiver)
    refuse(receiver, 500, b"not today")
    deliver(receiver)
    WebhookDelivery.objects.update(not_before=timezone.now())
    refuse(receiver, 200)
    deliver(receiver)

    delivery.refresh_from_db()
    told = [(each["failure"], each["status"], each["answer"]) for each in delivery.log]
    assert told == [("refused", 500, "not today"), ("", 200, "")]
    assert all(0 <= each["seconds"] <= 60 for each in delivery.log)

    WebhookDelivery.objects.update(log=delivery.log * delivering.MOST_LOGGED)
    settings.SECRET_KEY = "another"
    keeping.send_again(WebhookDelivery.objects.all(), Webhook.objects.get().created_by)
    deliver(receiver)

    delivery.refresh_from_db()
    assert len(delivery.log) == delivering.MOST_LOGGED
    assert (delivery.log[-1]["failure"], delivery.log[-1]["seconds"]) == ("no-secret", None)


def test_it_is_left_alone_as_long_as_it_asks_for(receiver: Receiver):
    delivery = put_down(receiver)
    refuse(receiver, 429, Retry_After="3600")

    deliver(receiver)

    delivery.refresh_from_db()
    assert delivery.not_before > timezone.now() + timedelta(minutes=50)


def test_the_waits_grow_up_to_some_hours():
    waits = [delivering._wait(attempts) for attempts in range(1, MOST_ATTEMPTS + 1)]

    assert timedelta(seconds=45) < waits[0] < timedelta(seconds=75)
    assert waits[2] < waits[5] < waits[8]
    assert max(waits) <= 1.2 * LONGEST_WAIT
    assert timedelta(days=2) < sum(waits, timedelta()) < timedelta(days=4)


def test_after_some_days_it_is_given_up_and_owners_are_told_once(receiver: Receiver):
    delivery = put_down(receiver)
    carol = Webhook.objects.get().created_by
    carol.email = "carol@example.org"
    carol.save()
    refuse(receiver, 500)
    WebhookDelivery.objects.update(attempts=MOST_ATTEMPTS - 1)

    deliver(receiver)
    make_project("linkerd")
    gather()
    assert deliver(receiver) == (0, 0)

    delivery.refresh_from_db()
    assert (delivery.state, Webhook.objects.get().state) == ("given-up", "given-up")
    letter = Letter.objects.get()
    assert (letter.to, letter.kind) == ("carol@example.org", "webhook")
    assert f"/admin/directory/webhook/{delivery.webhook_id}/" in letter.text


def test_switched_on_again_it_gets_what_was_given_up_and_then_the_rest(receiver: Receiver):
    put_down(receiver)
    refuse(receiver, 410)
    deliver(receiver)
    assert Webhook.objects.get().state == "given-up"
    make_project("linkerd")
    refuse(receiver, 200)

    webhook = Webhook.objects.get()
    keeping.switch_on(webhook, webhook.created_by)
    for _run in range(2):
        gather()
        deliver(receiver)

    told = (
        [b"istio" in got.body for got in receiver.got],
        [b"linkerd" in g.body for g in receiver.got],
    )
    assert told == ([True, True, False], [False, False, True])


def test_a_test_goes_to_a_webhook_that_is_off_and_is_tried_once(receiver: Receiver):
    webhook = make_webhook(receiver.address, active=False)
    refuse(receiver, 500)
    keeping.send_test(webhook)

    assert deliver(receiver) == (0, 1)

    assert WebhookDelivery.objects.get().state == "given-up"
    assert Webhook.objects.get().given_up is None
    assert b"directory.test" in receiver.got[0].body


def test_a_delivery_that_was_delivered_is_sent_again_by_the_same_id(receiver: Receiver):
    put_down(receiver)
    deliver(receiver)

    sent = keeping.send_again(WebhookDelivery.objects.all(), Webhook.objects.get().created_by)

    assert sent == 1
    assert deliver(receiver) == (1, 0)
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1


def test_one_webhook_that_hangs_keeps_no_other_waiting(receiver: Receiver):
    put_down(receiver)
    Webhook.objects.update(address=f"http://127.0.0.1:{receiver.port}/slow")
    webhook = Webhook.objects.get()
    webhook.pk, webhook.address = None, receiver.address
    webhook.save()
    keeping.send_test(webhook)
    other_is_told = threading.Event()

    def behave(request: Handler) -> None:
        if request.path == "/slow":
            assert other_is_told.wait(20)
        answer(request, 204)
        other_is_told.set()

    receiver.behave = behave

    assert deliver(receiver) == (2, 0)


def test_one_that_never_answers_is_given_up_and_told_apart(receiver: Receiver):
    put_down(receiver)
    given_up = threading.Event()
    receiver.behave = lambda request: given_up.wait(20)

    assert delivering.deliver(receiver.client(seconds=0.3)) == (0, 1)

    given_up.set()
    assert WebhookDelivery.objects.get().failure == "too-slow"


def test_whoever_is_killed_while_sending_sends_it_again_by_the_same_id(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
):
    put_down(receiver)
    really = Client.send_all

    def killed(self: Client, calls: list[Call]) -> None:
        really(self, calls)
        raise KeyboardInterrupt

    monkeypatch.setattr(Client, "send_all", killed)
    with pytest.raises(KeyboardInterrupt):
        deliver(receiver)
    monkeypatch.undo()

    assert deliver(receiver) == (0, 0)
    WebhookDelivery.objects.update(not_before=timezone.now())
    assert deliver(receiver) == (1, 0)
    assert len({got.headers["webhook-id"] for got in receiver.got}) == 1


def test_a_webhook_that_is_deleted_while_it_is_told_hurts_nobody(receiver: Receiver):
    put_down(receiver)
    claimed = WebhookDelivery.objects.claimed(
        WebhookDelivery.objects.get().pk, timezone.now(), timezone.now()
    )
    Webhook.objects.all().delete()

    assert delivering._settle(claimed, delivering.Outcome("refused", 500)) is False
    assert not WebhookDelivery.objects.exists()


def test_the_log_is_forgotten_after_a_month_but_not_what_waits(receiver: Receiver):
    put_down(receiver)
    deliver(receiver)
    make_project("linkerd")
    gather()
    WebhookDelivery.objects.update(created=timezone.now() - timedelta(days=31))
    refuse(receiver, 500)

    deliver(receiver)

    assert [each.state for each in WebhookDelivery.objects.all()] == ["postponed"]


def test_the_command_goes_nowhere_on_this_machine_and_says_so(receiver: Receiver):
    """Nothing that an operator can set lets it."""
    put_down(receiver)
    Webhook.objects.update(address="https://localhost/hook")

    with pytest.raises(CommandError, match="Not delivered: 1"):
        call_command("send_webhooks", stdout=StringIO())

    assert WebhookDelivery.objects.get().failure == "not-public"
    assert receiver.got == []


@pytest.mark.django_db(transaction=True)
def test_two_commands_at_once_tell_each_change_once(receiver: Receiver):
    put_down(receiver)
    together = threading.Barrier(2)

    def run() -> None:
        together.wait()
        gather()
        delivering.deliver(receiver.client())
        connection.close()

    threads = [threading.Thread(target=run) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(receiver.got) == 1
