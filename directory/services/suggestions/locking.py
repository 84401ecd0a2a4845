"""Two at once: the second waits for the first, and is told who it was."""

from __future__ import annotations

from collections.abc import Collection

from directory.models import Suggestion


class Settled(Exception):
    """It is not, or no longer, in a state in which this can be done: `suggestion` says since when,
    and by whom."""

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__(suggestion.state)
        self.suggestion = suggestion


def locked(suggestion: Suggestion, states: Collection[str] = Suggestion.OPEN) -> Suggestion:
    """The suggestion as it is now, until the transaction ends. Raises Settled if its state is none
    of these."""
    current: Suggestion = Suggestion.objects.locked(suggestion.pk)
    if current.state not in states:
        raise Settled(current)
    return current
