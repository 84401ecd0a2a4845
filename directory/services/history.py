"""What was changed, when, by whom and why: read from the history tables, newest first."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Max, Model, Q, QuerySet, Value
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.models import (
    CapabilityValue,
    Category,
    Link,
    Maintainer,
    Merge,
    OldCategorySlug,
    OldHandle,
    OldSlug,
    OldTagSlug,
    Project,
    ProjectTag,
    Relation,
    Stewardship,
    Tag,
)

# What belongs to an object: a model, and the foreign keys by which it does.
PARTS: dict[type[Model], dict[type[Model], Sequence[str]]] = {
    Project: {
        ProjectTag: ["content_object"],
        Link: ["project"],
        Relation: ["source", "target"],
        CapabilityValue: ["project"],
        Stewardship: ["project"],
        OldSlug: ["project"],
    },
    Category: {Stewardship: ["category"], OldCategorySlug: ["category"]},
    Tag: {OldTagSlug: ["tag"]},
    Maintainer: {Stewardship: ["maintainer"], OldHandle: ["maintainer"]},
}
# How a part is named when it comes or goes, and when one of its fields changes.
TITLES: dict[type[Model], Callable[[Any], str]] = {
    ProjectTag: lambda item: str(item.tag),
    Link: lambda link: f"{link.get_kind_display()} {link.url}",
    Stewardship: lambda stewardship: f"{stewardship.maintainer}: {stewardship}",
}
HEADINGS = TITLES | {CapabilityValue: lambda cell: str(cell.capability)}
UNTOLD_FIELDS = {"id", "modified"}
# The reason of rows that tell no change but how things were before the first one on record.
BEFORE = "before the first recorded change"
CONTEXT = 60

Keys = dict[type[Model], set[Any]]
Names = dict[type[Model], dict[Any, Model]]
Records = list[list[Any]]
# How far somebody has read the history of an object: the newest row of each model, by its name.
Mark = dict[str, int]


class Change(NamedTuple):
    """What `undo` takes back: a row of a model's history, and the field if one changed."""

    model: str
    record: int
    field: str
    permission: str

    def __str__(self) -> str:
        return f"{self.model}.{self.record}.{self.field}"


class Event(NamedTuple):
    """One change of one field, or something that came (nothing before) or went (nothing after)."""

    time: datetime
    user: str
    what: str
    before: str
    after: str
    reason: str
    change: Change | None


class Newer(NamedTuple):
    """What happened to an object and its parts after a mark, and how all of them were at it."""

    events: list[Event]
    changed: set[tuple[type[Model], Any]]
    before: dict[tuple[type[Model], Any], Model]


def because(instance: Any, reason: str) -> Any:
    """The same object, whose next save or deletion goes on record with this reason."""
    instance._change_reason = reason or None
    return instance


def begin(*objects: Any) -> None:
    """Put on record how objects of one model are in the database, where nothing is on record yet.

    What plain SQL or a bulk load put there has no history, so the first change would have nothing
    to differ from.
    """
    keys = {instance.pk for instance in objects}
    if not keys or not hasattr(objects[0], "history"):
        return
    model = type(objects[0])
    recorded = model.history.filter(id__in=keys).values("id")
    unrecorded = model._base_manager.filter(pk__in=keys).exclude(pk__in=recorded)
    model.history.bulk_history_create(unrecorded, default_change_reason=BEFORE)


def of(instance: Model) -> list[Event]:
    """Everything on record about an object; about a project also what happened to its tags,
    links, relations, capabilities and stewards."""
    return _told(instance, _records(instance), lambda record: True)


def mark(model: type[Model], pk: Any) -> Mark:
    """What is on record by now of an object and its parts."""
    first, *others = [
        rows.values(part=Value(part._meta.model_name)).annotate(newest=Max("history_id"))
        for part, rows in _rows(model, pk).items()
    ]
    rows = first.union(*others, all=True) if others else first
    return {row["part"]: row["newest"] for row in rows}


def since(instance: Model, seen: Mark) -> Newer:
    """What somebody who read the history up to this mark has not seen."""

    def is_new(record: Any) -> bool:
        name = record.instance_type._meta.model_name
        return record.history_id > seen.get(name, 0) and record.history_change_reason != BEFORE

    records = _records(instance)
    changed: set[tuple[type[Model], Any]] = set()
    before: dict[tuple[type[Model], Any], Model] = {}
    for record in (record for group in records for record in group):
        key = (record.instance_type, record.id)
        if is_new(record):
            changed.add(key)
        elif record.history_type == "-":
            before.pop(key, None)
        else:
            before[key] = record.instance
    return Newer(_told(instance, records, is_new), changed, before)


def last_known(model: Any, pk: Any) -> Any:
    """An object as it was when it was deleted, or None if it never existed."""
    record = model.history.filter(id=pk).order_by("history_date", "history_id").last()
    return record.instance if record else None


def _rows(model: type[Model], pk: Any) -> dict[Any, QuerySet]:
    """The rows of an object, and those of all parts that belonged to it at any time."""
    parts: dict[Any, Sequence[str]] = {model: ["id"], **PARTS.get(model, {})}
    ids = [pk, *_merged(model, pk)]
    return {
        part: part.history.filter(id__in=_belonging(part, keys, ids)).order_by()
        for part, keys in parts.items()
    }


def _merged(model: type[Model], pk: Any) -> list[int]:
    """The ids that others had which went into this object."""
    return Merge.objects.into(pk) if model is Project else []


def _belonging(model: Any, keys: Sequence[str], ids: Sequence[Any]) -> QuerySet:
    belonging = Q()
    for key in keys:
        belonging |= Q(**{f"{key}__in": ids})
    return model.history.filter(belonging).values("id")


def _records(instance: Model) -> Records:
    """All rows, those of one object together, oldest first."""
    return [
        list(rows.select_related("history_user").order_by("id", "history_date", "history_id"))
        for rows in _rows(type(instance), instance.pk).values()
    ]


def _told(instance: Model, records: Records, is_wanted: Callable[[Any], bool]) -> list[Event]:
    names = _names(record for group in records for record in group)
    told = [pair for group in records for pair in _with_previous(group) if is_wanted(pair[1])]
    told.sort(key=lambda pair: (pair[1].history_date, pair[1].history_id), reverse=True)
    return [
        event
        for previous, record in told
        for event in _events(previous, record, names, _is_of(record, instance))
    ]


def _is_of(record: Any, instance: Model) -> bool:
    """Whether it is the object's own row, not one of a part or of what went into the object."""
    return record.instance_type is type(instance) and record.id == instance.pk


def _with_previous(records: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Each row and the one before it of the same object, or None."""
    for _id, rows in groupby(records, lambda record: record.id):
        previous = None
        for row in rows:
            yield previous, row
            previous = row


def _names(records: Iterable[Any]) -> Names:
    """The objects that foreign keys name: one query a model, one more for those deleted since."""
    keys: Keys = defaultdict(set)
    for record in records:
        for field in _foreign_keys(record):
            keys[field.related_model].add(getattr(record, field.attname))
    return {model: _by_key(model, ids - {None}) for model, ids in keys.items()}


def _by_key(model: Any, ids: set[Any]) -> dict[Any, Model]:
    found = model._base_manager.in_bulk(ids)
    missing = ids - found.keys()
    if missing and hasattr(model, "history"):
        for record in model.history.filter(id__in=missing).order_by("history_date", "history_id"):
            found[record.id] = record.instance
    return found


def _foreign_keys(record: Any) -> Iterator[Any]:
    return (field for field in record.tracked_fields if field.is_relation)


def _events(previous: Any, record: Any, names: Names, own: bool) -> Iterator[Event]:
    def event(what: Any, before: str, after: str, change: Change | None = None) -> Event:
        return Event(
            record.history_date,
            record.history_user.get_username() if record.history_user else "",
            capfirst(what),
            before,
            after,
            record.history_change_reason or "",
            change,
        )

    kind = record.instance_type._meta.verbose_name
    # What went into another object does not come back by one of its rows.
    went_in = not own and record.instance_type in PARTS
    if record.history_type == "+":
        if record.history_change_reason != BEFORE:
            came = None if own or went_in else _change(record, "delete")
            yield event(kind, "", _title(record, names), came)
    elif record.history_type == "-":
        gone = None if own or went_in else _change(record, "add")
        yield event(kind, _title(record, names), "", gone)
    elif previous is None:
        yield event(kind, "", _("Changed; what exactly is not on record."))
    else:
        part = "" if own else f"{_title(previous, names, HEADINGS)} · "
        for field in record.tracked_fields:
            old, new = getattr(previous, field.attname), getattr(record, field.attname)
            if old != new and field.name not in UNTOLD_FIELDS:
                before, after = abridged(_shown(field, old, names), _shown(field, new, names))
                change = None if went_in else _change(record, _needed(field), field.name)
                yield event(f"{part}{field.verbose_name}", before, after, change)


def _change(record: Any, action: str, field: str = "") -> Change:
    name = record.instance_type._meta.model_name
    return Change(name, record.history_id, field, f"directory.{action}_{name}")


def _needed(field: Any) -> str:
    """What one has to be allowed, beside seeing the history, to change a field back."""
    return "publish" if field.name == "state" else "change"


def _title(record: Any, names: Names, titles: Any = TITLES) -> str:
    instance = record.instance
    for field in _foreign_keys(record):
        if named := names[field.related_model].get(getattr(record, field.attname)):
            setattr(instance, field.name, named)
    return titles.get(type(instance), str)(instance)


def _shown(field: Any, value: Any, names: Names) -> str:
    if field.is_relation and value is not None:
        return str(names[field.related_model].get(value, value))
    return shown(field, value)


def shown(field: Any, value: Any) -> str:
    """What a column has, as people read it; a foreign key is not its business."""
    if value is None or value == "":
        return ""
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(localize(value))


def abridged(before: str, after: str) -> tuple[str, str]:
    """Two texts without the long beginning and end that they share."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    return _cut(before, start, end), _cut(after, start, end)


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(text: str, start: int, end: int) -> str:
    if start > 2 * CONTEXT:
        text = "…" + text[start - CONTEXT :]
    if end > 2 * CONTEXT:
        text = text[: CONTEXT - end] + "…"
    return text
