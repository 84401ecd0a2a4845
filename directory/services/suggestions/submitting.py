"""Keeping what was proposed, within limits, and apart from the rest if it looks like junk."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from directory.models import Category, SuggestedChange, Suggestion
from directory.services.exchange.shapes import Mistake

from . import notices
from .proposals import Examined, Proposal, examine

Doubt = Suggestion.Doubt
State = Suggestion.State

HOUR = timedelta(hours=1)
# After which nobody can tell any more that two suggestions came from one place.
ADDRESSES_KEPT = timedelta(days=1)
# More addresses in running text than evidence needs.
MOST_LINKS = 5
_LINK = re.compile(r"https?://|\bwww\.", re.I)
# An address in angle brackets is Markdown.
_MARKUP = re.compile(r"<\s*/?\s*(?!https?:|mailto:)[a-z!][^<>]*>|\[/?url\b", re.I)


class Invalid(Exception):
    """What was proposed cannot be kept; `examined.mistakes` say why."""

    def __init__(self, examined: Examined) -> None:
        super().__init__(f"{len(examined.mistakes)} mistakes")
        self.examined = examined

    @property
    def mistakes(self) -> list[Mistake]:
        return self.examined.mistakes


class TooMany(Exception):
    """`retry_after` is in seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"again in {retry_after} seconds")
        self.retry_after = retry_after


@dataclass(frozen=True)
class Sender:
    """What is known of who sends it: where from, and what speaks for a machine."""

    address_key: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def limits(self) -> Limits:
        """Programs are kept apart further below what people may send, so that none of them takes
        the room of all."""
        if Doubt.PROGRAM in self.doubts:
            return Limits(settings.API_SUGGESTIONS_PER_ADDRESS, settings.API_SUGGESTIONS_PER_HOUR)
        return Limits(settings.SUGGESTIONS_PER_ADDRESS, settings.SUGGESTIONS_PER_HOUR)


class Limits(NamedTuple):
    """How many may have been sent within the last hour, before another is taken."""

    from_address: int
    from_all: int


def address_key(address: str) -> str:
    """Stands for an internet address for a day, and cannot be turned back into it. Of IPv6 the
    network counts, within which everybody has addresses without end."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False).network_address
    day = timezone.now().date().isoformat()
    return salted_hmac(f"suggestions from {day}", str(ip), algorithm="sha256").hexdigest()


def submit(proposal: Proposal, sender: Sender) -> Suggestion:
    """Raises Invalid or TooMany. What is sent a second time is there once."""
    if not proposal.user:
        _refuse_too_many(sender)
    examined = examine(proposal)
    if examined.mistakes:
        raise Invalid(examined)
    return _kept(examined, sender)


def left_for(sender: Sender) -> int:
    """How many more can come from this address within the hour."""
    sent = Suggestion.objects.sent_from(sender.address_key, timezone.now() - HOUR).count()
    return max(0, sender.limits.from_address - sent)


def _refuse_too_many(sender: Sender) -> None:
    now = timezone.now()
    limits = [(Suggestion.objects.sent_by_strangers(now - HOUR), sender.limits.from_all)]
    if sender.address_key:
        from_there = Suggestion.objects.sent_from(sender.address_key, now - HOUR)
        limits.append((from_there, sender.limits.from_address))
    for sent, most in limits:
        if first := sent.time_of_last_but(most - 1):
            raise TooMany(max(1, int((first + HOUR - now).total_seconds())))


@transaction.atomic
def _kept(examined: Examined, sender: Sender) -> Suggestion:
    """Raises TooMany if as many came in while this one was looked at."""
    Suggestion.objects.take_turns()
    Suggestion.objects.with_old_address_keys(timezone.now() - ADDRESSES_KEPT).update(address_key="")
    if earlier := _sent_already(examined, sender):
        return earlier
    proposal = examined.proposal
    if not proposal.user:
        _refuse_too_many(sender)
    doubts = [] if proposal.user else sorted({*sender.doubts, *_doubts(examined)})
    suggestion = Suggestion.objects.create(
        kind=proposal.kind,
        state=State.QUARANTINED if doubts else State.WAITING,
        project=proposal.project,
        name=proposal.project.name if proposal.project else examined.after["name"],
        category=_category(examined),
        user=proposal.user,
        address_key=sender.address_key,
        doubts=doubts,
        **proposal.texts,
    )
    for change in examined.changes:
        change.suggestion = suggestion
    SuggestedChange.objects.bulk_create(examined.changes)
    if not doubts:
        notices.suggested(suggestion)
    return suggestion


def _category(examined: Examined) -> Category | None:
    """Whose stewards are asked about a new project."""
    if examined.proposal.project:
        return None
    return Category.objects.get_by_natural_key(examined.after["category"])


def _sent_already(examined: Examined, sender: Sender) -> Suggestion | None:
    """The same from the same place, by somebody who pressed the button twice."""
    proposal = examined.proposal
    if proposal.user:
        sent = Suggestion.objects.sent_by(proposal.user, timezone.now() - HOUR)
    elif sender.address_key:
        sent = Suggestion.objects.sent_from(sender.address_key, timezone.now() - HOUR)
    else:
        return None
    told = _told(examined.changes)
    for suggestion in sent.undecided().about(proposal.kind, proposal.project):
        if suggestion.reason == proposal.reason and _told(suggestion.changes.all()) == told:
            return suggestion
    return None


def _told(changes: Iterable[SuggestedChange]) -> list[Any]:
    return [[change.field, change.item, change.was, change.now] for change in changes]


def _doubts(examined: Examined) -> Iterator[str]:
    new = [change.now for change in examined.changes if isinstance(change.now, str)]
    texts = [examined.proposal.reason, examined.proposal.contributor, *new]
    if sum(len(_LINK.findall(text)) for text in texts) > MOST_LINKS:
        yield Doubt.LINKS
    if any(_MARKUP.search(text) for text in texts):
        yield Doubt.MARKUP
