"""Suggestions: for who made one, and for editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from directory.models import SuggestedChange, Suggestion, SuggestionMessage
from directory.services.exchange.terms import told

State = Suggestion.State


def suggestion(
    found: Suggestion, changes: Iterable[SuggestedChange], messages: Iterable[SuggestionMessage]
) -> dict[str, Any]:
    """Without the address for the answer, and without saying that it is in quarantine: who sends
    junk would try another way."""
    state = State.WAITING if found.state == State.QUARANTINED else State(found.state)
    return {
        "id": found.pk,
        "kind": found.kind,
        "state": state.value,
        "project": found.project.slug if found.project else None,
        "name": found.name,
        "reason": found.reason,
        "contributor": found.contributor,
        "created": told(found.created),
        "decided": told(found.decided),
        "answer": found.answer,
        "changes": [_change(change) for change in changes],
        "messages": [
            {
                "by_contributor": message.by_contributor,
                "text": message.text,
                "created": told(message.created),
            }
            for message in messages
        ],
    }


def _change(change: SuggestedChange) -> dict[str, Any]:
    return {
        "id": change.pk,
        "field": change.field,
        "item": change.item,
        "was": change.was,
        "now": change.now,
        "decision": change.decision,
        "applied": change.applied,
        "answer": change.answer,
    }
