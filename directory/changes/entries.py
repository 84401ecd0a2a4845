"""What one person did at one time is one entry, however many rows of history it made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from directory.models import Project
from directory.services import history

from . import merging
from .credits import Credit, Origin, credits, origin_of
from .told import Told, came, told
from .visible import Visible, projects_of

# Within which rows of one person on one project are taken for one act of saving.
_AT_ONCE = timedelta(seconds=3)

# What is shown of an entry that tells of much.
SHOWN = 3

# A row of history, and the one before it of the same object.
Pair = tuple[Any, Any]


def version(time: datetime) -> str:
    """How a time stands in addresses, in universal time."""
    return time.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def day_of(time: datetime) -> str:
    """Where the site is, as it stands in addresses."""
    return timezone.localtime(time).date().isoformat()


class Entry(NamedTuple):
    """`project` is the id of the one that it is about."""

    time: datetime
    project: int
    origin: Origin
    credit: Credit
    reason: str
    told: list[Told]

    @property
    def day(self) -> str:
        return day_of(self.time)

    @property
    def more(self) -> int:
        """How much is told beyond the first few things, which stand for a long entry."""
        return len(self.told) - SHOWN

    @property
    def version(self) -> str:
        """Stands for how things were after this, in addresses."""
        return version(self.time)


class _Group(NamedTuple):
    project: int
    origin: Origin
    pairs: list[Pair]

    def takes(self, project: int, origin: Origin, record: Any) -> bool:
        if (project, origin) != (self.project, self.origin):
            return False
        near = self.pairs[-1][1].history_date - record.history_date <= _AT_ONCE
        return near or bool(origin.suggestion or origin.source or origin.merge)


def grouped(pairs: Iterable[Pair], visible: Visible, about: int | None = None) -> list[Entry]:
    """Newest first; `about` is the project whose history it is, otherwise each row is about the
    first that it tells of, or about that into which another one went."""
    shown = [pair for pair in pairs if visible.shows(pair[1])]
    shown.sort(key=lambda pair: (pair[1].history_date, pair[1].history_id), reverse=True)
    acts = history.MergeActs(record for _previous, record in shown)
    groups: list[_Group] = []
    for previous, record in shown:
        origin = origin_of(record, acts)
        project = about or _project_of(record, origin)
        if not groups or not groups[-1].takes(project, origin, record):
            groups.append(_Group(project, origin, []))
        groups[-1].pairs.append((previous, record))
    return list(_entries(groups, visible))


def _project_of(record: Any, origin: Origin) -> int:
    if origin.merge and origin.merge.merge.winner:
        return origin.merge.merge.winner
    return next(projects_of(record))


def _entries(groups: Sequence[_Group], visible: Visible) -> Iterator[Entry]:
    pairs = [pair for group in groups for pair in group.pairs]
    names = history.names_in(record for pair in pairs for record in pair if record)
    credited = credits({group.origin for group in groups})
    merges = merging.Leads(group.origin.merge for group in groups)
    for group in groups:
        found = merges.of(group.origin.merge, group.pairs[0][1].history_date)
        found += [each for pair in group.pairs[::-1] for each in _told(pair, group, names, visible)]
        if found:
            newest = group.pairs[0][1]
            yield Entry(
                newest.history_date,
                group.project,
                group.origin,
                credited[group.origin],
                credited[group.origin].reason or _reason(group),
                _side_by_side(found),
            )


def _side_by_side(told: Sequence[Told]) -> list[Told]:
    """All that is told of one thing stands together, where the first of it does."""
    places: dict[str, int] = {}
    for each in told:
        places.setdefault(each.what, len(places))
    return sorted(told, key=lambda each: places[each.what])


def _told(pair: Pair, group: _Group, names: history.Names, visible: Visible) -> Iterable[Told]:
    previous, record = pair
    if group.origin.merge:
        return merging.told(previous, record, names, group.project)
    if previous is not None and visible.begins_with(record):
        return [came(record, names)]
    own = record.instance_type is Project and record.id == group.project
    return told(previous, record, names, own)


def _reason(group: _Group) -> str:
    """The first that was given. Of a suggestion or an import the reason on record only says so."""
    if group.origin.suggestion or group.origin.source:
        return ""
    reasons = (record.history_change_reason for _previous, record in group.pairs[::-1])
    return next((reason for reason in reasons if reason and reason != history.BEFORE), "")
