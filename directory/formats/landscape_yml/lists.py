"""Entries put into the lists of a data file, in the manner of the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from directory.formats import yaml
from directory.text import fold

from .links import Item
from .shelves import Shelf

_LEVELS = ("category", "subcategory", "item")
_LINE = re.compile(r"^(?=[^\r\n])", re.MULTILINE)


class Arrival(NamedTuple):
    """An item that comes to a place: as data and, if it stood elsewhere, its lines there."""

    item: Item
    lines: str = ""
    margin: int = 0

    @property
    def sort_key(self) -> str:
        return fold(str(self.item["name"]))


class New(NamedTuple):
    """An entry of a list: as data, and as lines for a margin."""

    value: Any
    lines: Callable[[int], str]


class Lists:
    """`markers`: whether a level begins its entries with a key that has no value, `item:`."""

    def __init__(self, splice: yaml.Splice, markers: dict[str, bool]) -> None:
        self.splice = splice
        self.markers = markers

    def place(self, items: yaml.Seq, arrivals: list[Arrival]) -> None:
        """Where they belong in a list that is sorted, otherwise at the end."""
        names = [fold(str(item.get("name"))) if isinstance(item, dict) else "" for item in items]
        is_sorted = len(names) > 1 and all(one <= other for one, other in pairwise(names))
        margin = self.splice.column(items.start)
        for arrival in sorted(arrivals, key=lambda it: it.sort_key) if is_sorted else arrivals:
            position = bisect_right(names, arrival.sort_key) if is_sorted else len(items)
            self.splice.insert_item(items, position, self.lines(arrival, margin))

    def lines(self, arrival: Arrival, margin: int) -> str:
        if arrival.lines:
            return _moved(arrival.lines, margin - arrival.margin)
        pairs = [self.splice.pair(key, value, margin + 2) for key, value in arrival.item.items()]
        return self.entry("item", pairs, margin) + "\n"

    def new(self, arrival: Arrival) -> New:
        return New(arrival.item, lambda margin: self.lines(arrival, margin))

    def new_section(self, level: str, name: str, inner: str, entries: Sequence[New]) -> New:
        def lines(margin: int) -> str:
            pairs = [self.splice.pair("name", name, margin + 2), f"{inner}:"]
            within = "".join(entry.lines(margin + 4) for entry in entries)
            return f"{self.entry(level, pairs, margin)}\n{within}"

        return New({"name": name, inner: [entry.value for entry in entries]}, lines)

    def entry(self, level: str, pairs: Sequence[str], margin: int) -> str:
        marker = [f"{level}:"] if self.markers[level] else []
        return " " * margin + "- " + f"\n{' ' * (margin + 2)}".join([*marker, *pairs])

    def append(self, node: yaml.Map, key: str, entries: Sequence[New]) -> None:
        """At the end of the list behind a key, which may be empty or missing."""
        if (lines := self.lines_of(node, key)) is not None:
            margin = self.splice.column(lines.start)
            for entry in entries:
                self.splice.insert_item(lines, len(lines), entry.lines(margin))
        elif (present := list_of(node, key)) and present.flow:
            for entry in entries:
                self.splice.append_in_line(present, entry.value)
        elif key in node.spans and not node[key] and not node.flow:
            start, _value, end = node.spans[key]
            margin = self.splice.column(start) + 2
            text = "".join(entry.lines(margin) for entry in entries)
            self.splice.put(start, end, f"{key}:\n{text}".removesuffix("\n"))
        else:
            self.splice.put_key(node, key, [*present, *(entry.value for entry in entries)])

    def lines_of(self, node: yaml.Map, key: str) -> yaml.Seq | None:
        """The list behind a key if its items stand in lines of their own, not behind an alias."""
        items, span = list_of(node, key), node.spans.get(key)
        if span is None or self.splice.text[span[1] : span[1] + 1] == "*":
            return None
        return items if self.splice.is_list_of_lines(items) else None


def list_of(node: yaml.Map, key: str) -> yaml.Seq:
    """What else stands there counts as no list."""
    value = node.get(key)
    return value if isinstance(value, yaml.Seq) else yaml.Seq(node.start, flow=False)


def _moved(lines: str, by: int) -> str:
    if by > 0:
        return _LINE.sub(" " * by, lines)
    return re.sub(rf"^ {{0,{-by}}}", "", lines, flags=re.MULTILINE)


def markers_of(shelves: Sequence[Shelf]) -> dict[str, bool]:
    first = next((shelf for shelf in shelves if shelf.entries), None)
    if first is None:
        return dict.fromkeys(_LEVELS, False)
    nodes = (first.category.node, first.section.node, first.entries[0].item)
    return {level: level in node for level, node in zip(_LEVELS, nodes, strict=True)}
