"""Rows of history in words: what they are about, and what their columns have."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from directory.models import CapabilityValue, Link, Project, ProjectTag, Stewardship
from directory.wording import labelled

# How a part is named when it comes or goes, and when one of its fields changes.
TITLES: dict[type[Model], Callable[[Any], str]] = {
    ProjectTag: lambda item: str(item.tag),
    Link: lambda link: f"{link.get_kind_display()} {link.url}",
    Stewardship: lambda stewardship: labelled(stewardship.maintainer, stewardship),
    CapabilityValue: lambda cell: labelled(cell.capability, cell.display),
}
HEADINGS = TITLES | {CapabilityValue: lambda cell: str(cell.capability)}
CONTEXT = 60

Keys = dict[type[Model], set[Any]]
Names = dict[type[Model], dict[Any, Model]]


def names_in(records: Iterable[Any]) -> Names:
    """The objects that foreign keys name: one query a model, one more for those deleted since."""
    keys: Keys = defaultdict(set)
    for record in records:
        for field in foreign_keys(record):
            keys[field.related_model].add(getattr(record, field.attname))
    return {model: by_key(model, ids - {None}) for model, ids in keys.items()}


def by_key(model: Any, ids: set[Any]) -> dict[Any, Model]:
    """As they are, or as they were when they were deleted."""
    found = model._base_manager.in_bulk(ids)
    missing = ids - found.keys()
    if missing and hasattr(model, "history"):
        for record in model.history.filter(id__in=missing).order_by("history_date", "history_id"):
            found[record.id] = record.instance
    return found


def foreign_keys(record: Any) -> Iterator[Any]:
    return (field for field in record.tracked_fields if field.is_relation)


def named(record: Any, names: Names) -> Any:
    """The object as it was, with what its foreign keys name."""
    instance = record.instance
    for field in foreign_keys(record):
        if found := names[field.related_model].get(getattr(record, field.attname)):
            setattr(instance, field.name, found)
    return instance


def title(record: Any, names: Names, titles: Any = TITLES) -> str:
    instance = named(record, names)
    return titles.get(type(instance), str)(instance)


def shown_in(field: Any, value: Any, names: Names) -> str:
    if field.is_relation and value is not None:
        return str(names[field.related_model].get(value, value))
    return shown(field, value)


def shown(field: Any, value: Any) -> str:
    """What a column has, as people read it, with a line for each part of what has parts; a foreign
    key is not its business."""
    if value is None or value == "":
        return ""
    if lines := _lines(field.name, value):
        return "\n".join(lines)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(localize(value))


def _lines(name: str, value: Any) -> list[str]:
    """Of the columns of a project that have parts, if the value is of their kind."""
    if name == "sources" and isinstance(value, list):
        return [_source(item) for item in value]
    if name == "foundation_dates" and isinstance(value, dict):
        return [
            labelled(Project.FOUNDATION_STEPS.get(step, step), day) for step, day in value.items()
        ]
    if name == "unverified" and isinstance(value, list):
        facts: dict[Any, Any] = dict(Project.Fact.choices)
        return [capfirst(str(facts.get(str(fact), fact))) for fact in value]
    return []


def _source(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    said = [item.get("zh"), item.get("en"), item.get("url")]
    return " · ".join(str(each) for each in said if each)


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
