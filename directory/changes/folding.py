"""What was done to many projects at once is one line, not one for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from .credits import Credit, Origin, credits
from .entries import Entry, day_of

# Of how many projects each has an entry of its own.
AT_MOST = 10
# Between two rows of one act.
_PAUSE = timedelta(seconds=30)


class Folded(NamedTuple):
    time: datetime
    began: datetime
    credit: Credit
    origin: Origin
    reason: str
    projects: int

    @property
    def day(self) -> str:
        return day_of(self.time)

    @property
    def act(self) -> tuple[int | None, str]:
        """By whom and why."""
        return self.origin.user, self.reason

    @classmethod
    def of_import(cls, source: Any, projects: int) -> Folded:
        origin = Origin(source.user_id, source=source.pk)
        credit = credits({origin})[origin]
        return cls(source.created, source.created, credit, origin, "", projects)


def folded(entries: Iterable[Entry]) -> list[Entry | Folded]:
    """Newest first, as they came."""
    return [item for run in _runs(entries) for item in _as_one(run)]


def _runs(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """Entries of one act: by the same, for the same reason, without a pause."""
    run: list[Entry] = []
    for entry in entries:
        if run and not _goes_on(run[-1], entry):
            yield run
            run = []
        run.append(entry)
    if run:
        yield run


def _goes_on(later: Entry, earlier: Entry) -> bool:
    same = (later.origin, later.reason) == (earlier.origin, earlier.reason)
    return same and later.time - earlier.time <= _PAUSE


def _as_one(run: list[Entry]) -> list[Entry] | list[Folded]:
    projects = {entry.project for entry in run}
    if len(projects) <= AT_MOST:
        return run
    first, last = run[0], run[-1]
    return [Folded(first.time, last.time, first.credit, first.origin, first.reason, len(projects))]
