"""What belongs to an object, now or once, and all that is on record of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db.models import Model, Q, QuerySet

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
# The rows of history of each model, those of one object together, oldest first.
Records = list[list[Any]]


def unrecorded(instance: Model, known: Records) -> Iterator[Any]:
    """The parts that nothing is on record of: nobody ever changed them."""
    recorded = {(record.instance_type, record.id) for group in known for record in group}
    for part, keys in PARTS[type(instance)].items():
        for key in keys:
            for found in _parts_with_names(part).filter(**{key: instance}):
                if (part, found.pk) not in recorded:
                    yield found


def _parts_with_names(part: Any) -> QuerySet:
    named = [each.name for each in part._meta.concrete_fields if each.is_relation]
    found: QuerySet = part._base_manager.select_related(*named)
    return found


def told_of(instance: Model, known: Records) -> Iterator[tuple[Any, Any]]:
    """Each row with the one before it, but for what happened to a part while it was another's."""
    model = type(instance)
    own = (record.id for group in known for record in group if record.instance_type is model)
    ids = {instance.pk, *own}
    for group in known:
        for previous, record in _with_previous(group):
            if any(_is_of(row, model, ids) for row in (previous, record) if row):
                yield previous, record


def _is_of(row: Any, model: type[Model], ids: Collection[Any]) -> bool:
    keys = PARTS.get(model, {}).get(row.instance_type)
    return keys is None or any(getattr(row, f"{key}_id") in ids for key in keys)


def is_own(record: Any, instance: Model) -> bool:
    """Whether it is the object's own row, not one of a part or of what went into the object."""
    return record.instance_type is type(instance) and record.id == instance.pk


def last_known(model: Any, pk: Any) -> Any:
    """An object as it was when it was deleted, or None if it never existed."""
    record = model.history.filter(id=pk).order_by("history_date", "history_id").last()
    return record.instance if record else None


def rows(model: type[Model], pk: Any) -> dict[Any, QuerySet]:
    """The rows of an object, and those of all parts that belonged to it at any time."""
    parts: dict[Any, Sequence[str]] = {model: ["id"], **PARTS.get(model, {})}
    ids = [pk, *_merged_into(model, pk)]
    return {
        part: part.history.filter(id__in=_belonging(part, keys, ids)).order_by()
        for part, keys in parts.items()
    }


def _merged_into(model: type[Model], pk: Any) -> list[int]:
    """The ids that others had which went into this object."""
    return Merge.objects.into(pk) if model is Project else []


def _belonging(model: Any, keys: Sequence[str], ids: Sequence[Any]) -> QuerySet:
    belonging = Q()
    for key in keys:
        belonging |= Q(**{f"{key}__in": ids})
    return model.history.filter(belonging).values("id")


def records(instance: Model) -> Records:
    """All rows, with who wrote them."""
    return [
        list(found.select_related("history_user").order_by("id", "history_date", "history_id"))
        for found in rows(type(instance), instance.pk).values()
    ]


def _with_previous(records: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Each row and the one before it of the same object, or None."""
    for _id, rows in groupby(records, lambda record: record.id):
        previous = None
        for row in rows:
            yield previous, row
            previous = row
