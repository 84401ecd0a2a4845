"""Kinds of values in the directory's own record. Each says itself as JSON Schema and finds what is
wrong with a value, so that what is published and what is asked for cannot differ."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rapidfuzz import process

Path = tuple[str | int, ...]
Schema = dict[str, Any]

DEEPEST = 20
LONGEST_LIST = 1_000
SHOWN = 60
CLOSE_ENOUGH = 70

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Fault(NamedTuple):
    """What is wrong with the part of a value that `path` leads to, and what would be right. With
    `at_key` it is the name itself, not what it stands for."""

    path: Path
    code: str
    message: str
    remedy: str
    at_key: bool = False


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
        message = _("“%(field)s” is %(found)s.")
        words = {"field": named(path), "found": kind_of(value)}
        return (Fault(path, "wrong-type", message % words, write(self.expected)),)


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
            return (_empty(path, self.expected),)
        if self.longest and len(value) > self.longest:
            return (_too_long(value, path, self.longest),)
        if self.form and not self.form.fits(value):
            return (_malformed(value, path, self.form.expected),)
        return _unstorable(value, path)


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
        return _("one of: %(choices)s") % {"choices": _listed(filter(None, self.choices))}

    def own_schema(self) -> Schema:
        said: Schema = {"type": "string", "enum": list(self.choices)}
        return said if self.otherwise is None else said | {"default": self.otherwise}

    def suits(self, value: Any) -> bool:
        return type(value) is str

    def flaws(self, value: str, path: Path) -> Iterable[Fault]:
        if value in self.choices:
            return ()
        message = _("“%(value)s” is none of the choices of “%(field)s”.")
        words = {"value": shown(value), "field": named(path)}
        remedy = did_you_mean(value, self.choices) or write(self.expected)
        return (Fault(path, "not-a-choice", message % words, remedy),)


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
        message = _("“%(field)s” is out of range.") % {"field": named(path)}
        return (Fault(path, "out-of-range", message, write(self.expected)),)


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
            yield from repeated(((item,) for item in value), path)
        elif isinstance(self.of, Shape) and self.of.key:
            yield from repeated(map(self.of.key_of, value), path)


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
                yield unknown_key(name, path, fields)
            else:
                yield from kind.faults(part, (*path, name))
        for name in self.required:
            if name not in value:
                yield _missing(path, (name,))
        if self.one_of and not any(name in value for name in self.one_of):
            yield _missing(path, self.one_of)

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
            message = _("This is nested more than %(depth)d levels deep.") % {"depth": DEEPEST}
            yield Fault(path, "too-deep", message, _("Make it flatter."))
            return
        pairs: Iterable[tuple[Any, Any]] = (
            value.items() if isinstance(value, dict) else enumerate(value)
        )
        for name, part in pairs:
            yield from self._part(name, part, (*path, name))

    def _part(self, name: Any, part: Any, path: Path) -> Iterable[Fault]:
        if isinstance(name, str) and (flaws := _unstorable(name, path)):
            return flaws
        if isinstance(part, dict | list):
            return self.flaws(part, path)  # type: ignore[arg-type]
        if isinstance(part, str):
            return _unstorable(part, path)
        if isinstance(part, float) and not math.isfinite(part):
            return (Fault(path, "out-of-range", _("This number is too large."), ""),)
        return ()


# ---- what is said about faults


def named(path: Path) -> str:
    """How a person calls what a path leads to: `license`, or `languages[2]`."""
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    return f"{name}[{path[-1]}]" if path and isinstance(path[-1], int) else name


def shown(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def write(expected: str) -> str:
    return _("Write %(expected)s.") % {"expected": expected}


def kind_of(value: Any) -> str:
    """A value's kind as a person who writes JSON calls it."""
    if value is None:
        return _("null")
    kinds = {bool: _("true or false"), str: _("a text"), dict: _("an object"), list: _("a list")}
    return next((word for kind, word in kinds.items() if isinstance(value, kind)), _("a number"))


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """Empty if nothing comes near."""
    nearest = process.extractOne(written[:SHOWN], list(known), score_cutoff=CLOSE_ENOUGH)
    return _("Did you mean “%(nearest)s”?") % {"nearest": nearest[0]} if nearest else ""


def unknown_key(name: str, path: Path, known: Iterable[str]) -> Fault:
    message = _("There is no field “%(field)s” here.") % {"field": shown(name)}
    remedy = did_you_mean(name, known) or _("There are: %(fields)s.") % {"fields": _listed(known)}
    return Fault((*path, name), "unknown-key", message, remedy, at_key=True)


def repeated(keys: Iterable[tuple[Any, ...]], path: Path) -> Iterator[Fault]:
    """Items of a list whose keys, unless they are empty, have stood there before."""
    seen: set[tuple[Any, ...]] = set()
    for number, key in enumerate(keys):
        if not key or not all(isinstance(part, Hashable) for part in key):
            continue
        if key in seen:
            words = {"key": " ".join(str(part) for part in key if part is not None)}
            message = _("“%(key)s” stands here a second time.") % {"key": shown(words["key"])}
            yield Fault((*path, number), "repeated", message, _("Leave one of them."))
        seen.add(key)


def too_many(path: Path, most: int) -> Fault:
    message = _("“%(field)s” has more than %(most)d items.")
    words = {"field": named(path), "most": most}
    return Fault(path, "too-many", message % words, _("Split it."))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def _missing(path: Path, names: tuple[str, ...]) -> Fault:
    wanted = _(" or ").join(f"“{name}”" for name in names)
    return Fault(
        path, "missing-key", _("%(fields)s is missing.") % {"fields": wanted}, _("Add it.")
    )


def _empty(path: Path, expected: str) -> Fault:
    return Fault(
        path, "empty", _("“%(field)s” is empty.") % {"field": named(path)}, write(expected)
    )


def _too_long(value: str, path: Path, longest: int) -> Fault:
    message = _("“%(field)s” has %(length)d characters.")
    words = {"field": named(path), "length": len(value)}
    remedy = _("Shorten it to %(longest)d.") % {"longest": longest}
    return Fault(path, "too-long", message % words, remedy)


def _malformed(value: str, path: Path, expected: str) -> Fault:
    message = _("“%(field)s” cannot be “%(value)s”.")
    words = {"value": shown(value), "field": named(path)}
    return Fault(path, "malformed", message % words, write(expected))


def _unstorable(value: str, path: Path) -> tuple[Fault, ...]:
    found = _UNSTORABLE.search(value)
    if not found:
        return ()
    message = _("“%(field)s” holds the character U+%(code)04X, which no database keeps.")
    words = {"field": named(path), "code": ord(found[0])}
    return (Fault(path, "unstorable", message % words, _("Remove it.")),)
