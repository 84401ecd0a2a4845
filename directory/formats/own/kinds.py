"""Kinds of values in the directory's own record. Each says itself as JSON Schema and finds what is
wrong with a value, so that what is published and what is asked for cannot differ."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
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
    no_choice,
    out_of_range,
    too_long,
    unstorable,
    wrong_type,
)

Schema = dict[str, Any]


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
