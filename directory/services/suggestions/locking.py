"""Two at once: the second waits for the first, and is told who it was."""

from __future__ import annotations

from collections.abc import Collection

from directory.models import Suggestion


class Settled(Exception):
    """It is not, or no longer, in a state in which this can be done: `suggestion` says since when
    and by whom. None if it was thrown away."""

    def __init__(self, suggestion: Suggestion | None) -> None:
        super().__init__(suggestion.state if suggestion else "thrown away")
        self.suggestion = suggestion


def locked(suggestion: Suggestion, states: Collection[str] = Suggestion.OPEN) -> Suggestion:
    """The suggestion as it is now, until the transaction ends. Raises Settled if its state is none
    of these."""
    current: Suggestion | None = Suggestion.objects.locked(suggestion.pk)
    if current is None or current.state not in states:
        raise Settled(current)
    return current
