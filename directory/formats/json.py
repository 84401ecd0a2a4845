"""JSON text as data, and where each part of it stands. Places cost nothing until one is wanted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from .places import Lines
from .records import Place, Problem, Unreadable

Path = tuple[str | int, ...]

# Deeper than anything that is looked at; see own/compound.py.
DEEPEST = 20

_SPACE = re.compile(r"[ \t\r\n]*")
_NO_NUMBER = re.compile(r'"(?:[^"\\]++|\\.)*+"|(?P<number>-?Infinity|NaN|[0-9]{4301,})', re.DOTALL)
_SKIPPING = json.JSONDecoder()


class _Part(NamedTuple):
    """A value within an object or a list, and the offsets where it and its key begin."""

    name: str | int
    key: int
    start: int


class Document:
    """Raises Unreadable if the text is no JSON."""

    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._lines = Lines(text, file)
        self._known: dict[int, dict[str | int, _Part]] = {}
        self._has_repeated_keys = False
        self.data = self._load()

    def problems(self) -> Iterator[Problem]:
        if self._has_repeated_keys:
            yield from self._repeated_keys(self._start)

    # ---- text to data

    def _load(self) -> Any:
        decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=_refuse)
        try:
            return decoder.decode(self._text)
        except json.JSONDecodeError as error:
            raise self._unreadable(error.pos, *self._syntax(error)) from error
        except RecursionError as error:
            message = _("This is nested too deeply to be read.")
            raise self._unreadable(self._start, message, _("Make it flatter.")) from error
        except ValueError as error:
            found = next(hit for hit in _NO_NUMBER.finditer(self._text) if hit["number"])
            message = _("“%(number)s” is no number in JSON.") % {"number": found[0][:20]}
            remedy = _("Write digits, at most 4,300, or null.")
            raise self._unreadable(found.start(), message, remedy) from error

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        self._has_repeated_keys |= len(found) < len(pairs)
        return found

    def _unreadable(self, offset: int, message: str, remedy: str) -> Unreadable:
        return Unreadable(Problem(self._lines.place(offset), "not-json", message, remedy))

    def _syntax(self, error: json.JSONDecodeError) -> tuple[str, str]:
        """What is wrong with the text, and what would be right."""
        rest = self._text[error.pos : error.pos + 20]
        if not rest.strip():
            return _("The file ends before the JSON in it does."), _("Close what is open.")
        if rest[0] in "}]" and self._text[: error.pos].rstrip().endswith(","):
            return _("A comma is left before “%(found)s”.") % {"found": rest[0]}, _("Remove it.")
        if rest.startswith(("//", "/*", "#")):
            return _("JSON has no comments."), _("Remove it, or write YAML.")
        remedies = {
            "Expecting ',' delimiter": _("Put a comma between two values, or close the list."),
            "Expecting ':' delimiter": _("Put a colon between a key and its value."),
            "Expecting property name enclosed in double quotes": _("Put keys in double quotes."),
            "Expecting value": _("Write a text in double quotes, a number, a list or an object."),
            "Unterminated string starting at": _("Close the text with a double quote."),
            "Invalid control character at": _(r"Write line breaks as \n and tabs as \t."),
            "Extra data": _("Remove what stands after the end."),
        }
        otherwise = _(r"Write backslashes twice: \\.")
        found = {"found": rest.split("\n")[0]}
        return _("This is no JSON: “%(found)s”.") % found, remedies.get(error.msg, otherwise)

    # ---- places

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Where the value begins that a path leads to, or its key; of a path that leads nowhere,
        where it ends."""
        key = start = self._start
        for name in path:
            part = self._parts(start).get(name)
            if part is None:
                break
            key, start = part.key, part.start
        return self._lines.place(key if at_key else start)

    def places(self, path: Path) -> dict[str, Place]:
        """Of each field of an object."""
        start = self._start
        for name in path:
            start = self._parts(start)[name].start
        return {
            str(name): self._lines.place(part.start) for name, part in self._parts(start).items()
        }

    @property
    def _start(self) -> int:
        return self._after_space(0)

    def _parts(self, start: int) -> dict[str | int, _Part]:
        if start not in self._known:
            self._known[start] = {part.name: part for part in self._scan(start)}
        return self._known[start]

    def _scan(self, start: int) -> Iterator[_Part]:
        """The parts of the object or list that begins at an offset; none of anything else."""
        opening = self._text[start]
        if opening not in "{[":
            return
        position = self._after_space(start + 1)
        for number in count():
            if self._text[position] in "}]":
                return
            name: str | int = number
            key = position
            if opening == "{":
                name, end = _SKIPPING.raw_decode(self._text, position)
                position = self._after_space(self._after_space(end) + 1)
            yield _Part(name, key, position)
            position = self._after_space(_SKIPPING.raw_decode(self._text, position)[1])
            if self._text[position] == ",":
                position = self._after_space(position + 1)

    def _after_space(self, position: int) -> int:
        match = _SPACE.match(self._text, position)
        assert match
        return match.end()

    def _repeated_keys(self, start: int, depth: int = 0) -> Iterator[Problem]:
        first: dict[str | int, int] = {}
        for part in self._scan(start):
            if part.name in first:
                where = {"key": part.name, "line": self._lines.place(first[part.name]).line}
                message = _("The key “%(key)s” stands in line %(line)d already.") % where
                place = self._lines.place(part.key)
                yield Problem(place, "duplicate-key", message, _("Leave one of them."))
            first.setdefault(part.name, part.key)
            if self._text[part.start] in "{[" and depth < DEEPEST:
                yield from self._repeated_keys(part.start, depth + 1)


def _refuse(constant: str) -> Any:
    raise ValueError(constant)
