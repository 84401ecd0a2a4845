"""The receiver of docs/examples believes what this site sends, and nothing else."""

import runpy
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from directory.models import Webhook, WebhookDelivery
from directory.webhooks import delivering, signing
from tests.builders import make_project
from tests.receiver import Receiver
from tests.webhooks.builders import gather, make_webhook

pytestmark = pytest.mark.django_db

EXAMPLE = runpy.run_path(str(Path(__file__).parents[2] / "docs/examples/webhook.py"))
BODY = b'{"type": "directory.test"}'


@pytest.fixture
def example() -> Iterator[Receiver]:
    handler = type("Quiet", (EXAMPLE["Receiver"],), {"log_message": lambda *args: None})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Receiver(port=server.server_address[1])
    server.shutdown()
    server.server_close()
    thread.join()


def verified(webhook: Webhook, headers: dict[str, str], body: bytes = BODY) -> Any:
    return EXAMPLE["verified"](signing.secret_of(webhook), headers, body)


def test_the_example_prints_what_it_was_told(
    example: Receiver, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    webhook = make_webhook(example.address)
    monkeypatch.setenv("WEBHOOK_SECRET", signing.secret_of(webhook))
    make_project("istio")
    gather()

    assert delivering.deliver(example.client()) == (1, 0)
    assert capsys.readouterr().out == "new istio http://localhost:8000/en/projects/istio/\n"


def test_the_example_refuses_another_secret(example: Receiver, monkeypatch: pytest.MonkeyPatch):
    make_webhook(example.address)
    monkeypatch.setenv("WEBHOOK_SECRET", "whsec_bm90IHRoaXMgb25l")
    make_project("istio")
    gather()

    assert delivering.deliver(example.client()) == (0, 1)
    assert WebhookDelivery.objects.get().status == 401


def test_what_was_changed_on_the_way_or_kept_for_later_is_not_believed():
    webhook = make_webhook()
    now = timezone.now()
    headers = signing.headers(webhook, "msg_1", BODY, now)

    assert verified(webhook, headers)
    assert not verified(webhook, headers, BODY + b" ")
    assert not verified(webhook, headers | {"webhook-id": "msg_2"})
    old = signing.headers(webhook, "msg_1", BODY, now - timedelta(minutes=6))
    assert not verified(webhook, old)


def test_who_has_the_new_secret_and_who_still_has_the_former_both_believe():
    webhook = make_webhook()
    former = signing.secret_of(webhook)
    signing.renew(webhook, timezone.now())
    headers = signing.headers(webhook, "msg_1", BODY, timezone.now())

    assert verified(webhook, headers)
    assert EXAMPLE["verified"](former, headers, BODY)
