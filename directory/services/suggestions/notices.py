"""What is to be told by mail, put down in the transaction of what it tells of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from directory.models import Notice, Suggestion

from . import routing

Kind = Notice.Kind


def suggested(suggestion: Suggestion) -> None:
    """To all whose turn it is and who can enter the admin."""
    people = [maintainer.user for maintainer in routing.reviewers_of(suggestion)]
    _tell(Kind.SUGGESTED, suggestion, filter(routing.can_enter, people))


def assigned(suggestion: Suggestion, assignee: Any) -> None:
    _tell(Kind.ASSIGNED, suggestion, [assignee])


def asked(suggestion: Suggestion) -> None:
    _tell_who_suggested(Kind.ASKED, suggestion)


def decided(suggestion: Suggestion) -> None:
    _tell_who_suggested(Kind.DECIDED, suggestion)


def replied(suggestion: Suggestion, who_asked: Any) -> None:
    _tell(Kind.REPLIED, suggestion, [who_asked])


def _tell_who_suggested(kind: str, suggestion: Suggestion) -> None:
    """Contributors only if they left an address for it."""
    if suggestion.user:
        _tell(kind, suggestion, [suggestion.user])
    elif suggestion.email and suggestion.frequency != Suggestion.Frequency.NEVER:
        Notice.objects.create(kind=kind, suggestion=suggestion)


def _tell(kind: str, suggestion: Suggestion, users: Iterable[Any]) -> None:
    """Each once."""
    told = {user.pk: user for user in users if user}
    Notice.objects.bulk_create(
        Notice(kind=kind, suggestion=suggestion, user=user) for user in told.values()
    )
