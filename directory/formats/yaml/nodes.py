"""The data of a YAML text, whose mappings and lists know where their parts stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from directory.formats.places import Lines
from directory.formats.records import Place, Problem

# Offsets in the text: of the key, of the value's first character and behind its last one.
Span = tuple[int, int, int]


class Map(dict[str, Any]):
    """A mapping; keys are texts as they are written. `spans` has its own keys, not merged ones."""

    __slots__ = ("flow", "spans", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.flow = flow
        self.spans: dict[str, Span] = {}

    def key_start(self, key: str) -> int:
        """That of the mapping for a key that it does not have itself."""
        return self.spans[key][0] if key in self.spans else self.start

    def value_start(self, key: str) -> int:
        return self.spans[key][1] if key in self.spans else self.start


class Seq(list[Any]):
    """A list. `spans` are the (start, end) offsets of its items; a dash is no part of an item.
    `start` is that of the first dash or of the bracket."""

    __slots__ = ("flow", "spans", "start")

    def __init__(self, start: int, flow: bool) -> None:
        self.start = start
        self.flow = flow
        self.spans: list[tuple[int, int]] = []


class Alias(NamedTuple):
    """`*name` in the text, and the span of what it stands for."""

    start: int
    end: int
    anchored: tuple[int, int]
    value: Any


@dataclass
class Document:
    """The first document of a text. Its `data` are Map, Seq, str, int, float, bool and None."""

    text: str
    file: str
    data: Any = None
    span: tuple[int, int] = (0, 0)
    problems: list[Problem] = field(default_factory=list)
    aliases: list[Alias] = field(default_factory=list)

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text, self.file)

    def place(self, offset: int) -> Place:
        return self.lines.place(offset)

    def place_of(self, container: Map | Seq, key: str | int) -> Place:
        """Where an item stands, or a key; a merged key's place is that of its mapping."""
        if isinstance(container, Seq):
            return self.place(container.spans[int(key)][0])
        return self.place(container.key_start(str(key)))

    def place_at(self, path: Sequence[str | int]) -> Place:
        """Where `("projects", 3, "name")` stands, or as much of the path as there is."""
        place, node = self.place(self.span[0]), self.data
        for step in path:
            if not _has(node, step):
                break
            place, node = self.place_of(node, step), node[step]
        return place

    def source(self, container: Map | Seq, key: str | int) -> str:
        """A value as it is written."""
        start, end = container.spans[key][-2:]  # type: ignore[index]
        return self.text[start:end]


def _has(node: Any, step: str | int) -> bool:
    if isinstance(node, Map):
        return step in node
    return isinstance(node, Seq) and isinstance(step, int) and 0 <= step < len(node)
