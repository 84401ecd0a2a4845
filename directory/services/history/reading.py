"""The history of one object for editors, newest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import Max, Model, Value

from .belonging import Records, is_own, records, rows, told_of
from .events import Event, events
from .merges import MergeActs
from .recording import BEFORE
from .words import names_in

# How far somebody has read the history of an object: the newest row of each model, by its name.
Mark = dict[str, int]


class Newer(NamedTuple):
    """What happened to an object and its parts after a mark, and how all of them were at it."""

    events: list[Event]
    changed: set[tuple[type[Model], Any]]
    before: dict[tuple[type[Model], Any], Model]


def of(instance: Model) -> list[Event]:
    """Everything on record about an object; about a project also what happened to its tags,
    links, relations, capabilities and stewards."""
    return _told(instance, records(instance), lambda record: True)


def mark(model: type[Model], pk: Any) -> Mark:
    """What is on record by now of an object and its parts."""
    first, *others = [
        found.values(part=Value(part._meta.model_name)).annotate(newest=Max("history_id"))
        for part, found in rows(model, pk).items()
    ]
    newest = first.union(*others, all=True) if others else first
    return {row["part"]: row["newest"] for row in newest}


def since(instance: Model, seen: Mark) -> Newer:
    """What somebody who read the history up to this mark has not seen."""

    def is_new(record: Any) -> bool:
        name = record.instance_type._meta.model_name
        return record.history_id > seen.get(name, 0) and record.history_change_reason != BEFORE

    known = records(instance)
    changed: set[tuple[type[Model], Any]] = set()
    before: dict[tuple[type[Model], Any], Model] = {}
    for record in (record for group in known for record in group):
        key = (record.instance_type, record.id)
        if is_new(record):
            changed.add(key)
        elif record.history_type == "-":
            before.pop(key, None)
        else:
            before[key] = record.instance
    return Newer(_told(instance, known, is_new), changed, before)


def _told(instance: Model, known: Records, is_wanted: Callable[[Any], bool]) -> list[Event]:
    names = names_in(record for group in known for record in group)
    told = [pair for pair in told_of(instance, known) if is_wanted(pair[1])]
    acts = MergeActs(record for _previous, record in told)
    told.sort(key=lambda pair: (pair[1].history_date, pair[1].history_id), reverse=True)
    return [
        event
        for previous, record in told
        for event in events(previous, record, names, is_own(record, instance), acts.of(record))
    ]
