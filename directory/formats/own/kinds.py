"""Kinds of values in the directory's own record. Each says itself as JSON Schema and finds what is
wrong with a value, so that what is published and what is asked for cannot differ."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .faults import (
    Fault,
    Path,
    empty,
    listed,
    malformed,
    missing,
    no_choice,
    out_of_range,
    repeated,
    too_deep,
    too_long,
    too_many,
    unknown_key,
    unstorable,
    wrong_type,
)

Schema = dict[str, Any]

DEEPEST = 20
LONGEST_LIST = 1_000


@dataclass(frozen=True, kw_only=True)
class Kind(ABC):
    """`about` is what the value means, for the schema; it is in English, as names are."""

    about: str = ""
    nullable: bool = False

    @property
    @abstractmethod
    def default(self) -> Any:
        """What not said becomes in a new object."""

    @property
    @abstractmethod
    def expected(self) -> str:
        """“Write %(expected)s.”"""

    @abstractmethod
    def own_schema(self) -> Schema: ...

    @abstractmethod
    def suits(self, value: Any) -> bool:
        """Whether a value is of the right JSON type."""

    @abstractmethod
    def flaws(self, value: Any, path: Path) -> Iterable[Fault]:
        """What is wrong with a value of the right type."""

    def schema(self) -> Schema:
        said = self.own_schema()
        if self.nullable:
            said["type"] = [said["type"], "null"]
        return said | ({"description": self.about} if self.about else {})

    def faults(self, value: Any, path: Path) -> Iterable[Fault]:
        """All that is wrong with a value."""
        if self.suits(value):
            return self.flaws(value, path)
        if value is None and self.nullable:
            return ()
        return (wrong_type(path, value, self.expected),)


# ---- texts and numbers


@dataclass(frozen=True)
class Form:
    """What a text must look like: a pattern that ECMA 262 and Python understand alike, and how to
    say it, as in “Write %(words)s.”"""

    pattern: str
    example: str
    words: str | Promise
    format: str = ""

    @cached_property
    def fits(self) -> Callable[[str], Any]:
        return re.compile(self.pattern).fullmatch

    @property
    def expected(self) -> str:
        return str(self.words) % {"example": self.example}


@dataclass(frozen=True)
class Text(Kind):
    longest: int | None = None
    form: Form | None = None
    blank: bool = True

    @property
    def default(self) -> str | None:
        return None if self.nullable else ""

    @property
    def expected(self) -> str:
        example = self.form.example if self.form else "Envoy"
        return _("a text in quotes, such as “%(example)s”") % {"example": example}

    def own_schema(self) -> Schema:
        said: Schema = {"type": "string"}
        if not self.blank:
            said["minLength"] = 1
        if self.longest:
            said["maxLength"] = self.longest
        if self.form:
            said["pattern"] = f"^(?:{self.form.pattern}){'?' * self.blank}$"
            said["examples"] = [self.form.example]
        if self.form and self.form.format:
            said["format"] = self.form.format
        return said

    def suits(self, value: Any) -> bool:
        return type(value) is str

    def flaws(self, value: str, path: Path) -> Iterable[Fault]:
        if not value and self.blank:
            return ()
        if not value:
            return (empty(path, self.expected),)
        if self.longest and len(value) > self.longest:
            return (too_long(path, value, self.longest),)
        if self.form and not self.form.fits(value):
            return (malformed(path, value, self.form.expected),)
        return unstorable(path, value)


@dataclass(frozen=True)
class Choice(Kind):
    """`otherwise` is the choice where nothing is said; none if one must be made."""

    choices: tuple[str, ...]
    otherwise: str | None = None

    @property
    def default(self) -> str | None:
        return self.otherwise

    @property
    def expected(self) -> str:
        return _("one of: %(choices)s") % {"choices": listed(filter(None, self.choices))}

    def own_schema(self) -> Schema:
        said: Schema = {"type": "string", "enum": list(self.choices)}
        return said if self.otherwise is None else said | {"default": self.otherwise}

    def suits(self, value: Any) -> bool:
        return type(value) is str

    def flaws(self, value: str, path: Path) -> Iterable[Fault]:
        if value in self.choices:
            return ()
        return (no_choice(path, value, self.choices, self.expected),)


@dataclass(frozen=True)
class Whole(Kind):
    most: int
    least: int = 0
    otherwise: int = 0

    @property
    def default(self) -> int:
        return self.otherwise

    @property
    def expected(self) -> str:
        words = {"least": self.least, "most": self.most}
        return _("a whole number from %(least)d to %(most)d") % words

    def own_schema(self) -> Schema:
        bounds = {"minimum": self.least, "maximum": self.most}
        return {"type": "integer", **bounds, "default": self.otherwise}

    def suits(self, value: Any) -> bool:
        return type(value) is int

    def flaws(self, value: int, path: Path) -> Iterable[Fault]:
        if self.least <= value <= self.most:
            return ()
        return (out_of_range(path, self.expected),)


@dataclass(frozen=True)
class Flag(Kind):
    @property
    def default(self) -> bool:
        return False

    @property
    def expected(self) -> str:
        return _("true or false")

    def own_schema(self) -> Schema:
        return {"type": "boolean", "default": False}

    def suits(self, value: Any) -> bool:
        return type(value) is bool

    def flaws(self, value: bool, path: Path) -> Iterable[Fault]:
        return ()


# ---- what holds other values


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
