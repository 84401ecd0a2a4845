"""What is sent to others and does not arrive is tried again: later each time, and not for ever."""

from __future__ import annotations

from datetime import timedelta

LONGEST_WAIT = timedelta(hours=6)
# About three days.
MOST_ATTEMPTS = 20


def wait_after(attempts: int) -> timedelta:
    """A minute after the first one, then two, four and so on, up to LONGEST_WAIT."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_WAIT)
