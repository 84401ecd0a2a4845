"""What is put down is sent: at least once, one at a time to each webhook, and not for ever."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from directory.models import Webhook, WebhookDelivery
from directory.services.attempts import LONGEST_WAIT, MOST_ATTEMPTS, wait_after
from directory.sources.client import Call, Client, Tried, Unreachable

from . import letters, signing

# Of a delivery that is sent again and again, the last ones.
MOST_LOGGED = MOST_ATTEMPTS
# So that not all that failed together is tried again together.
JITTER = 0.2
# As long nobody else tries what somebody is about to send: more than a call takes.
CLAIM_HOLDS = timedelta(minutes=5)
# After this time what was delivered or given up is forgotten.
KEPT_FOR = timedelta(days=30)
AT_ONCE = 20
# After this no more is begun, so that the next run, a minute later, has little to wait for.
MOST_SECONDS = 40
# Of an answer, in the log.
MOST_CHARACTERS = 300

Failure = WebhookDelivery.Failure


class Sent(NamedTuple):
    delivered: int
    failed: int


class Outcome(NamedTuple):
    """`failure` is empty if it arrived; `wait` is how long its receiver wants to be left alone;
    `seconds` is how long it took, None if nothing was sent."""

    failure: str = ""
    status: int | None = None
    answer: str = ""
    wait: timedelta = timedelta(0)
    seconds: float | None = None


def deliver(client: Client | None = None) -> Sent:
    """Send what is due. It is claimed before and settled after, in moments of their own: two
    commands send nothing twice, and what one that was killed had sent goes out again by the same
    id, by which its receiver notices."""
    WebhookDelivery.objects.settled_before(timezone.now() - KEPT_FOR).delete()
    client = client or Client()
    outcomes: list[bool] = []
    until = time.monotonic() + MOST_SECONDS
    due = WebhookDelivery.objects.due(timezone.now())
    while due and time.monotonic() < until:
        now, due = due[:AT_ONCE], due[AT_ONCE:]
        outcomes += _send(now, client)
    return Sent(outcomes.count(True), outcomes.count(False))


def _send(pks: Sequence[int], client: Client) -> Iterator[bool]:
    """Whether each arrived."""
    now = timezone.now()
    claims = (WebhookDelivery.objects.claimed(pk, now, now + CLAIM_HOLDS) for pk in pks)
    claimed = [delivery for delivery in claims if delivery]
    calls = [(delivery, _call(delivery, now)) for delivery in claimed]
    signed = [(delivery, call) for delivery, call in calls if call]
    for delivery in (delivery for delivery, call in calls if call is None):
        yield _settle(delivery, Outcome(Failure.NO_SECRET))
    tries = client.send_all([call for _delivery, call in signed])
    for (delivery, _sent), tried in zip(signed, tries, strict=True):
        yield _settle(delivery, _outcome(tried))


def _call(delivery: WebhookDelivery, now: datetime) -> Call | None:
    """None if it cannot be signed."""
    body = delivery.body.encode()
    try:
        signed = signing.headers(delivery.webhook, delivery.message_id, body, now)
    except signing.NoSecret:
        return None
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"landscape-webhooks (+{settings.SITE_URL})",
        **signed,
    }
    return Call("POST", delivery.webhook.address, headers, body)


def _outcome(tried: Tried) -> Outcome:
    answer, seconds = tried
    if isinstance(answer, Unreachable):
        return Outcome(answer.failure.value, None, _readable(answer.detail), seconds=seconds)
    if 200 <= answer.status < 300:
        return Outcome(status=answer.status, seconds=seconds)
    failure = Failure.GONE if answer.status == 410 else Failure.REFUSED
    wait = _seconds(answer.headers.get("retry-after", ""))
    said = _readable(answer.body.decode(errors="replace"))
    return Outcome(failure, answer.status, said, wait, seconds)


def _seconds(text: str) -> timedelta:
    """Of `Retry-After`, as far as it is a number."""
    number = int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0
    return min(timedelta(seconds=number), LONGEST_WAIT)


def _readable(text: str) -> str:
    """The beginning of what others wrote, without control characters."""
    begun = text[: 2 * MOST_CHARACTERS]
    printable = "".join(each if each.isprintable() else " " for each in begun)
    return " ".join(printable.split())[:MOST_CHARACTERS]


@transaction.atomic
def _settle(delivery: WebhookDelivery, outcome: Outcome) -> bool:
    now = timezone.now()
    fields: dict[str, Any] = {
        "failure": outcome.failure,
        "status": outcome.status,
        "answer": outcome.answer,
        "log": [*delivery.log, _entry(outcome, now)][-MOST_LOGGED:],
    }
    if not outcome.failure:
        fields["delivered"] = now
    elif _is_last(delivery, outcome):
        fields["given_up"] = now
    else:
        fields["not_before"] = now + max(_wait(delivery.attempts), outcome.wait)
    WebhookDelivery.objects.settle(delivery, fields)
    if "given_up" in fields and delivery.kind == WebhookDelivery.Kind.CHANGES:
        _give_up(delivery, outcome, now)
    return not outcome.failure


def _entry(outcome: Outcome, now: datetime) -> dict[str, Any]:
    return {
        "ended": now.isoformat(timespec="seconds"),
        "seconds": outcome.seconds if outcome.seconds is None else round(outcome.seconds, 2),
        "failure": outcome.failure,
        "status": outcome.status,
        "answer": outcome.answer,
    }


def _is_last(delivery: WebhookDelivery, outcome: Outcome) -> bool:
    is_test = delivery.kind == WebhookDelivery.Kind.TEST
    return is_test or outcome.failure == Failure.GONE or delivery.attempts >= MOST_ATTEMPTS


def _wait(attempts: int) -> timedelta:
    return wait_after(attempts) * random.uniform(1 - JITTER, 1 + JITTER)


def _give_up(delivery: WebhookDelivery, outcome: Outcome, now: datetime) -> None:
    """Once: a delivery that was sent again while its webhook is given up tells nobody anew."""
    if Webhook.objects.give_up(delivery.webhook, now):
        letters.tell_owners(delivery.webhook, Failure(outcome.failure), outcome.status)
