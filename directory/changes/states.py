"""A project and its parts as they were at some time, as far as it is on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from directory.models import Project
from directory.services import history

from .told import Told, came, differing, gone

# The row of history of each object that was there, by its model and id.
State = dict[tuple[Any, int], Any]


def at(records: history.Records, project: Project, time: datetime) -> State:
    """What of these rows held at a time. What was not on record yet was as the record begins."""
    state: State = {}
    for record in _holding(records, time):
        if _belongs(record, project):
            state[record.instance_type, record.id] = record
    return state


def _holding(records: history.Records, time: datetime) -> Iterator[Any]:
    for group in records:
        for _id, rows in groupby(group, lambda record: record.id):
            first, *later = rows
            held = [record for record in [first, *later] if record.history_date <= time]
            if held:
                if held[-1].history_type != "-":
                    yield held[-1]
            elif _was_there_before(first):
                yield first


def _was_there_before(first: Any) -> bool:
    return first.history_type != "+" or first.history_change_reason == history.BEFORE


def _belongs(record: Any, project: Project) -> bool:
    """What came from a project that went into this one belonged to that one before."""
    if record.instance_type is Project:
        return bool(record.id == project.pk)
    keys = history.PARTS[Project][record.instance_type]
    return any(getattr(record, f"{key}_id") == project.pk for key in keys)


def between(one: State, other: State) -> list[Told]:
    """How the second differs from the first, field by field and part by part."""
    names = history.names_in([*one.values(), *other.values()])
    return list(_differences(one, other, names))


def _differences(one: State, other: State, names: history.Names) -> Iterable[Told]:
    for key in one | other:
        before, after = one.get(key), other.get(key)
        if before is None:
            yield came(after, names)
        elif after is None:
            yield gone(before, names)
        else:
            yield from differing(before, after, names, own=key[0] is Project)
