"""The difference between a file and the directory, as data: what is new, what changes, field by
field, and everything that stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from directory.formats.records import Fields, LeftOut, Level, Place, Problem

from .matching import WAYS
from .terms import KINDS, Key, Part


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Options:
    """How a file is to be understood. `category` takes the entries that name none, by its slug or
    name; with `withdraw_missing` the file is the whole truth about what is published."""

    match: tuple[str, ...] = WAYS
    only: Change | None = None
    withdraw_missing: bool = False
    category: str = ""


@dataclass(slots=True)
class Item:
    """One object: `fields` are those that change, before and after."""

    kind: str
    key: Key
    name: str
    change: Change
    place: Place
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    pk: int | None = None

    @property
    def id(self) -> tuple[str, Key]:
        return self.kind, self.key

    @property
    def after(self) -> Fields:
        return {name: after for name, (_, after) in self.fields.items()}


@dataclass(slots=True)
class Plan:
    """`entries` has the slug of the project of each entry of the file, in its order, `categories`
    that of each heading, by its key; `ids` is what the directory has, by kind and key."""

    format: str
    items: list[Item]
    problems: list[Problem]
    left_out: list[LeftOut]
    entries: list[str | None]
    ids: dict[str, dict[Key, int]]
    categories: dict[str, str] = field(default_factory=dict)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.level == Level.ERROR]

    @property
    def changes(self) -> list[Item]:
        return [item for item in self.items if item.change != Change.UNCHANGED]

    def counts(self) -> dict[str, dict[str, int]]:
        """How many of each change, by kind; kinds without any object are left out."""
        counted: dict[str, Counter[str]] = {}
        for item in self.items:
            counted.setdefault(item.kind, Counter())[item.change.value] += 1
        return {
            kind: {change.value: counts[change.value] for change in Change}
            for kind, counts in counted.items()
        }

    def limited(self, wanted: Collection[tuple[str, Key]]) -> Plan:
        """Only these objects, with the new ones that they need."""
        changes = {item.id: item for item in self.changes}
        kept: set[tuple[str, Key]] = set()
        waiting = [id for id in wanted if id in changes]
        while waiting:
            id = waiting.pop()
            if id not in kept:
                kept.add(id)
                waiting += _new_ones(changes, id)
        items = [item for item in self.items if item.id in kept or item.id not in changes]
        return replace(self, items=items)


def _new_ones(changes: dict[tuple[str, Key], Item], id: tuple[str, Key]) -> Iterator[Any]:
    """What an object refers to and is about to be made as well."""
    for _field, kind, key in references(changes[id]):
        other = changes.get((kind, key))
        if other and other.change == Change.NEW:
            yield kind, key


def references(item: Item) -> Iterator[tuple[str, str, Key]]:
    """(field, kind, key) of what an object refers to after the change."""
    after = item.after
    for name, kind in KINDS[item.kind].references.items():
        if after.get(name) is not None:
            yield name, kind, after[name]
    if item.kind == "landscape":
        yield from (("groups", "categories", slug) for slug in _grouped(after.get("groups")))
    for part in KINDS[item.kind].parts.values():
        if part.reference:
            items = after.get(part.name) or ()
            yield from ((part.name, part.of, _named(part, each)) for each in items)


def _grouped(groups: Any) -> Iterator[str]:
    """The categories that groups of the landscape name, as far as they are groups."""
    for group in groups if isinstance(groups, list) else ():
        named = group.get("categories") if isinstance(group, dict) else None
        if isinstance(named, list):
            yield from (slug for slug in named if isinstance(slug, str))


def _named(part: Part, item: Any) -> Key:
    return item if part.plain else item.get(part.reference)
