"""What happens to a suggestion until it is decided: questions and answers, other hands, out of
quarantine, taken back."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.models import Maintainer, Suggestion, SuggestionMessage
from directory.services.exchange.shapes import Mistake
from directory.services.permissions import Action, may

from . import harmless, notices, rights, routing
from .deciding import Unacceptable
from .locking import locked

State = Suggestion.State


@transaction.atomic
def ask(suggestion: Suggestion, text: str, user: Any) -> SuggestionMessage:
    """Ask who suggested it; it waits for them from then on."""
    suggestion = locked(suggestion)
    rights.require(user, suggestion)
    message = _said(suggestion, text, author=user)
    _move(suggestion, State.ASKED)
    notices.asked(suggestion)
    return message


@transaction.atomic
def reply(suggestion: Suggestion, text: str) -> SuggestionMessage:
    """What who suggested it answers or adds; it waits for review again."""
    suggestion = locked(suggestion)
    message = _said(suggestion, text, author=suggestion.user, by_contributor=True)
    _move(suggestion, State.WAITING)
    if question := SuggestionMessage.objects.last_question(suggestion):
        notices.replied(suggestion, question.author)
    return message


@transaction.atomic
def reassign(suggestion: Suggestion, assignee: Maintainer | None, user: Any) -> None:
    """To somebody who may decide on it; None gives it back to the stewards whose turn it is."""
    suggestion = locked(suggestion)
    rights.require(user, suggestion)
    if assignee and not _can_take(assignee, suggestion):
        message = _("%(name)s cannot decide on it: without a login, or not a steward there.")
        raise Unacceptable([Mistake("assignee", message % {"name": assignee})])
    suggestion.assignee = assignee
    suggestion.save(update_fields=["assignee"])
    if assignee and assignee.user != user:
        notices.assigned(suggestion, assignee.user)


def _can_take(assignee: Maintainer, suggestion: Suggestion) -> bool:
    user = assignee.user
    return user is not None and may(user, Action.DECIDE, routing.target_of(suggestion))


@transaction.atomic
def release(suggestion: Suggestion, user: Any) -> None:
    """Out of quarantine, to those whose turn it is."""
    suggestion = locked(suggestion, [State.QUARANTINED])
    rights.require(user, suggestion)
    _move(suggestion, State.WAITING)
    notices.suggested(suggestion)


@transaction.atomic
def retract(suggestion: Suggestion) -> None:
    """Taken back by who made it, which they can as long as nobody decided."""
    suggestion = locked(suggestion, [*Suggestion.OPEN, State.QUARANTINED])
    suggestion.decided = timezone.now()
    suggestion.state = State.RETRACTED
    suggestion.save(update_fields=["state", "decided"])


def _said(suggestion: Suggestion, text: str, **by: Any) -> SuggestionMessage:
    if mistakes := harmless.mistakes({"text": text}):
        raise Unacceptable(mistakes)
    text = harmless.plain(text)
    if not text:
        raise Unacceptable([Mistake("text", _("Write something."))])
    return SuggestionMessage.objects.create(suggestion=suggestion, text=text, **by)


def _move(suggestion: Suggestion, state: str) -> None:
    suggestion.state = state
    suggestion.save(update_fields=["state"])
