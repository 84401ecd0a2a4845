"""Between a project and what is suggested of it: taken apart into changes, and put together again
from those that were accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from directory.formats.records import Fields
from directory.models import SuggestedChange
from directory.services.exchange.terms import Part

from .subject import LISTS

# What tells an item of a list from the others.
Key = tuple[Any, ...]


def between(present: Fields, suggested: Fields, *, is_new: bool) -> list[SuggestedChange]:
    """Of a new project, all that is said."""
    found: list[SuggestedChange] = []
    for name, value in suggested.items():
        if name in LISTS:
            found += _of_list(name, present[name], value)
        elif value != present[name]:
            was = None if is_new else present[name]
            found.append(SuggestedChange(field=name, was=was, now=value))
    return found


def _of_list(name: str, before: list[Any], after: list[Any]) -> Iterator[SuggestedChange]:
    part = LISTS[name]
    old = {part.key_of(item): item for item in before}
    new = {part.key_of(item): item for item in map(part.tidy, after)}
    gone = {key: item for key, item in old.items() if key not in new}
    for key, item in new.items():
        known = old.get(key)
        replaced = key if known is not None else _replaced(name, key, gone)
        if item != known:
            was = gone.pop(replaced) if replaced in gone else known
            yield SuggestedChange(field=name, item=list(replaced), was=was, now=item)
    for key, item in gone.items():
        yield SuggestedChange(field=name, item=list(key), was=item, now=None)


def _replaced(name: str, key: Key, gone: Iterable[Key]) -> Key:
    """A new address in place of one of the same kind corrects it: that is one change, not two."""
    if name == "links":
        return next((old for old in gone if old[0] == key[0]), key)
    return key


def present_value(present: Fields, change: SuggestedChange) -> Any:
    """What the project has now where the change is; None if there is no such item."""
    if change.field not in LISTS:
        return present[change.field]
    part = LISTS[change.field]
    return next((item for item in present[change.field] if _is_it(part, item, change)), None)


def _is_it(part: Part, item: Any, change: SuggestedChange) -> bool:
    return list(part.key_of(item)) == change.item


def together(present: Fields, changes: Iterable[SuggestedChange]) -> Fields:
    """The fields that are otherwise once each of the changes has its outcome."""
    fields: Fields = {}
    for change in changes:
        value = change.outcome
        if change.field in LISTS:
            items = fields[change.field] if change.field in fields else present[change.field]
            fields[change.field] = _with(LISTS[change.field], items, change, value)
        else:
            fields[change.field] = value
    return fields


def _with(part: Part, items: list[Any], change: SuggestedChange, value: Any) -> list[Any]:
    """The items with another one in the place of the one that changes, or at the end."""
    key = None if value is None else part.key_of(value)
    kept = [item for item in items if _is_it(part, item, change) or part.key_of(item) != key]
    there = [number for number, item in enumerate(kept) if _is_it(part, item, change)]
    place = there[0] if there else len(kept)
    kept[place : place + 1] = [] if value is None else [part.tidy(value)]
    return part.in_order(kept)
