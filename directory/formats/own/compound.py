"""Values that hold others: lists, objects with fields, and objects of which nothing is known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .faults import (
    Fault,
    Path,
    missing,
    out_of_range,
    repeated,
    too_deep,
    too_many,
    unknown_key,
    unstorable,
)
from .kinds import Kind, Schema

DEEPEST = 20
LONGEST_LIST = 1_000


@dataclass(frozen=True)
class Items(Kind):
    """A list of values of one kind. What has a key, and with `distinct` any, stands there once."""

    of: Kind
    distinct: bool = False
    most: int = LONGEST_LIST

    @property
    def default(self) -> list[Any]:
        return []

    @property
    def expected(self) -> str:
        return _("a list, each item of it %(expected)s") % {"expected": self.of.expected}

    def own_schema(self) -> Schema:
        said: Schema = {"type": "array", "maxItems": self.most, "items": self.of.schema()}
        return said | {"uniqueItems": True} if self.distinct else said

    def suits(self, value: Any) -> bool:
        return isinstance(value, list)

    def flaws(self, value: list[Any], path: Path) -> Iterator[Fault]:
        if len(value) > self.most:
            yield too_many(path, self.most)
            return
        for number, item in enumerate(value):
            yield from self.of.faults(item, (*path, number))
        if self.distinct:
            yield from repeated(path, ((item,) for item in value))
        elif isinstance(self.of, Shape) and self.of.key:
            yield from repeated(path, map(self.of.key_of, value))


@dataclass(frozen=True)
class Shape(Kind):
    """An object. Of `required` all must be said, of `one_of` at least one; no two of a list have
    the same `key`."""

    name: str
    fields: Mapping[str, Kind]
    required: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    key: tuple[str, ...] = ()

    @property
    def default(self) -> dict[str, Any]:
        return {}

    @property
    def expected(self) -> str:
        return _("an object such as %(example)s") % {"example": self._example()}

    def _example(self) -> str:
        names = self.required or self.one_of[:1] or tuple(self.fields)[:1]
        return "{" + ", ".join(f'"{name}": …' for name in names) + "}"

    def own_schema(self) -> Schema:
        said: Schema = {
            "type": "object",
            "properties": {name: kind.schema() for name, kind in self.fields.items()},
            "additionalProperties": False,
        }
        if self.required:
            said["required"] = list(self.required)
        if self.one_of:
            said["anyOf"] = [{"required": [name]} for name in self.one_of]
        return said

    def suits(self, value: Any) -> bool:
        return isinstance(value, dict)

    def flaws(self, value: dict[str, Any], path: Path) -> Iterator[Fault]:
        fields = self.fields
        for name, part in value.items():
            kind = fields.get(name)
            if kind is None:
                yield unknown_key(path, name, fields)
            else:
                yield from kind.faults(part, (*path, name))
        for name in self.required:
            if name not in value:
                yield missing(path, (name,))
        if self.one_of and not any(name in value for name in self.one_of):
            yield missing(path, self.one_of)

    def key_of(self, value: Any) -> tuple[Any, ...]:
        """Nothing where part of the key is not said, unless that part may be null."""
        if not isinstance(value, dict):
            return ()
        parts = [value.get(name) for name in self.key]
        said = all(
            part is not None or self.fields[name].nullable
            for name, part in zip(self.key, parts, strict=True)
        )
        return tuple(parts) if said else ()


@dataclass(frozen=True)
class Anything(Kind):
    """An object of which only the outside is known."""

    @property
    def default(self) -> dict[str, Any]:
        return {}

    @property
    def expected(self) -> str:
        return _("an object such as %(example)s") % {"example": '{"landscape": …}'}

    def own_schema(self) -> Schema:
        return {"type": "object"}

    def suits(self, value: Any) -> bool:
        return isinstance(value, dict)

    def flaws(self, value: dict[str, Any], path: Path) -> Iterator[Fault]:
        if len(path) > DEEPEST:
            yield too_deep(path, DEEPEST)
            return
        pairs: Iterable[tuple[Any, Any]] = (
            value.items() if isinstance(value, dict) else enumerate(value)
        )
        for name, part in pairs:
            yield from self._part(name, part, (*path, name))

    def _part(self, name: Any, part: Any, path: Path) -> Iterable[Fault]:
        if isinstance(name, str) and (flaws := unstorable(path, name)):
            return flaws
        if isinstance(part, dict | list):
            return self.flaws(part, path)  # type: ignore[arg-type]
        if isinstance(part, str):
            return unstorable(path, part)
        if isinstance(part, float) and not math.isfinite(part):
            return (out_of_range(path, _("a smaller number")),)
        return ()
