"""An object and its parts as they were at some time, as far as it is on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Model

from .belonging import PARTS, Records
from .recording import BEFORE

# The row of history of each object that was there, by its model and id.
State = dict[tuple[Any, int], Any]


def at(records: Records, instance: Model, time: datetime) -> State:
    """What of these rows held at a time. What was not on record yet was as the record begins."""
    state: State = {}
    for record in _holding(records, time):
        if _belongs(record, instance):
            state[record.instance_type, record.id] = record
    return state


def elsewhere(records: Records, instance: Model) -> set[tuple[Any, int]]:
    """What once belonged to an object and is another's now."""
    last = {(record.instance_type, record.id): record for group in records for record in group}
    return {
        key
        for key, record in last.items()
        if record.history_type != "-" and not _belongs(record, instance)
    }


def _holding(records: Records, time: datetime) -> Iterator[Any]:
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
    return first.history_type != "+" or first.history_change_reason == BEFORE


def _belongs(record: Any, instance: Model) -> bool:
    """What came from a project that went into this one belonged to that one before."""
    if record.instance_type is type(instance):
        return bool(record.id == instance.pk)
    keys = PARTS[type(instance)][record.instance_type]
    return any(getattr(record, f"{key}_id") == instance.pk for key in keys)
