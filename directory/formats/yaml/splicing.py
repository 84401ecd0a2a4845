"""A few values changed in a text that stays as it is: comments, quotes, order, indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .nodes import Document, Map, Seq
from .writing import INDENT, dump, flow, folded, scalar

_LINE_END = re.compile(r"\r\n?|\n")
_ADDRESS = re.compile(r"""[ \t](["']?)https?://""")

Node = Map | Seq


class Splice:
    """Edits of a document, which go into its text all at once: `result`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self._edits: list[tuple[int, int, str]] = []
        # Spans whose text goes, and those of mappings and lists that get or lose something.
        self._gone: list[tuple[int, int]] = []
        self._changed: list[tuple[int, int]] = []
        first_end = _LINE_END.search(self.text)
        self.newline = first_end[0] if first_end else "\n"
        address = _ADDRESS.search(self.text)
        self._quote_of_addresses = address[1] if address else ""

    def result(self) -> str:
        self._spell_out_aliases()
        return self.between(0, len(self.text))

    def between(self, start: int, end: int) -> str:
        """A part of the text with the edits in it."""
        parts, position = [], start
        for begin, stop, replacement in sorted(self._edits, key=lambda edit: edit[:2]):
            # What stands in a piece that is replaced goes with it.
            if position <= begin and stop <= end:
                parts += [self.text[position:begin], replacement]
                position = stop
        return "".join([*parts, self.text[position:end]])

    def put(self, start: int, end: int, text: str) -> None:
        self._edits.append((start, end, text.replace("\n", self.newline)))

    def put_lines(self, offset: int, lines: str) -> None:
        """Whole lines, at the start of a line or at the end of the text."""
        is_cut_off = offset == len(self.text) and offset > self.line_start(offset)
        self.put(offset, offset, "\n" + lines.removesuffix("\n") if is_cut_off else lines)

    def cut(self, start: int, end: int) -> None:
        self.put(start, end, "")
        self._gone.append((start, end))

    # ---- where things are

    def line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def next_line(self, offset: int) -> int:
        """The start of the line after the one that an offset is in."""
        end = _LINE_END.search(self.text, offset)
        return end.end() if end else len(self.text)

    def column(self, offset: int) -> int:
        return offset - self.line_start(offset)

    def _begins_line(self, offset: int) -> bool:
        return not self.text[self.line_start(offset) : offset].strip()

    def dash(self, sequence: Seq, index: int) -> int:
        """Where the dash of an item in block style stands: above it, if comments stand between."""
        column = self.column(sequence.start)
        line = self.line_start(sequence.spans[index][0])
        while self.text[line + column] != "-" or self.text[line : line + column].strip(" -"):
            line = self.line_start(line - 1)
        return line + column

    def item_lines(self, sequence: Seq, index: int) -> tuple[int, int]:
        """The span of the lines of an item, its dash's included."""
        return (
            self.line_start(self.dash(sequence, index)),
            self.next_line(sequence.spans[index][1]),
        )

    def is_list_of_lines(self, node: Any) -> bool:
        """Whether items can be cut out of it and put into it by the line."""
        return (
            isinstance(node, Seq) and bool(node) and not node.flow and self._begins_line(node.start)
        )

    # ---- changing values

    def replace(self, container: Node, key: Any, value: Any) -> None:
        old = container[key]
        if _is_same(old, value):
            return
        start, end = container.spans[key][-2:]
        if self._is_editable_mapping(old, value, start):
            self.mapping(old, value, (start, end))
        elif self._is_editable_list(old, value, start):
            self.sequence(old, value, (start, end))
        else:
            self._gone.append((start, end))
            self._replace_whole(container, key, value)

    def _is_editable_mapping(self, old: Any, value: Any, start: int) -> bool:
        return (
            isinstance(old, Map)
            and isinstance(value, dict)
            and not old.flow
            and self.text[start] != "*"
            and any(key in value for key in old.spans)
            and all(self._is_plain_key(span[0]) for span in old.spans.values())
        )

    def _is_plain_key(self, offset: int) -> bool:
        return "?" not in self.text[self.line_start(offset) : offset]

    def _is_editable_list(self, old: Any, value: Any, start: int) -> bool:
        return (
            isinstance(value, list)
            and bool(value)
            and self.is_list_of_lines(old)
            and self.text[start] != "*"
        )

    def mapping(self, node: Map, wanted: Mapping[str, Any], span: tuple[int, int]) -> None:
        """Make a mapping in block style, at least one of whose keys stays, what is wanted."""
        own = sorted(node.spans, key=lambda key: node.spans[key])
        if node.keys() != wanted.keys():
            self._changed.append(span)
        self._cut_keys(node, own, wanted)
        margin = self.column(node.spans[own[0]][0])
        before: str | None = None
        for key, value in self._with_merged_ones_undone(node, wanted):
            if key in node.spans:
                self.replace(node, key, value)
                before = key
            elif key not in node or not _is_same(node[key], value):
                self._insert_key(node, own[0], before, f"{self.pair(key, value, margin)}\n")

    def _with_merged_ones_undone(
        self, node: Map, wanted: Mapping[str, Any]
    ) -> Iterator[tuple[str, Any]]:
        """A key that comes from elsewhere by `<<` cannot be cut; it is made null."""
        yield from wanted.items()
        yield from ((key, None) for key in node if key not in wanted and key not in node.spans)

    def _cut_keys(self, node: Map, own: Sequence[str], wanted: Mapping[str, Any]) -> None:
        first_kept = next(index for index, key in enumerate(own) if key in wanted)
        gone = [key for key in own if key not in wanted]
        if first_kept and not self._begins_line(node.spans[own[0]][0]):
            # The first key stands beside a dash, where the first that is kept comes to stand.
            self.cut(node.spans[own[0]][0], node.spans[own[first_kept]][0])
            gone = gone[first_kept:]
        for key in gone:
            start, _value, end = node.spans[key]
            self.cut(self.line_start(start), self.next_line(end))

    def _insert_key(self, node: Map, first: str, before: str | None, line: str) -> None:
        start = node.spans[first][0]
        margin = " " * self.column(start)
        if before is not None:
            self.put_lines(self.next_line(node.spans[before][2]), margin + line)
        elif self._begins_line(start):
            self.put_lines(self.line_start(start), margin + line)
        else:
            self.put(start, start, line + margin)

    def sequence(self, node: Seq, wanted: Sequence[Any], span: tuple[int, int]) -> None:
        """Make a list in block style what is wanted, which is not empty."""
        same_first = _same_at_start(node, wanted)
        rest, wanted_rest = node[same_first:], wanted[same_first:]
        same_last = _same_at_start(rest[::-1], wanted_rest[::-1])
        end, wanted_end = len(node) - same_last, len(wanted) - same_last
        both = min(end, wanted_end)
        for index in range(same_first, both):
            self.replace(node, index, wanted[index])
        if len(node) != len(wanted):
            self._changed.append(span)
        for index in range(both, end):
            self.cut(*self.item_lines(node, index))
        for index in range(both, wanted_end):
            margin = self.column(node.start)
            self.insert_item(node, end, dump([wanted[index]], margin))

    def put_key(self, node: Map, key: str, value: Any) -> None:
        """A key that may be new to the mapping."""
        if key in node.spans:
            self.replace(node, key, value)
        elif node.flow:
            end = max(span[2] for span in node.spans.values())
            self.put(end, end, f", {flow({key: value})[1:-1]}")
        else:
            self.mapping(node, {**node, key: value}, (node.start, node.start))

    def append_in_line(self, node: Seq, value: Any) -> None:
        """An item more in a list in brackets that has some."""
        end = node.spans[-1][1]
        self.put(end, end, f", {flow(value)}")

    def insert_item(self, node: Seq, index: int, lines: str) -> None:
        """Lines of an item that comes to stand at an index, right below the one before it."""
        if index:
            self.put_lines(self.next_line(node.spans[index - 1][1]), lines)
        else:
            self.put_lines(self.item_lines(node, 0)[0], lines)

    def _replace_whole(self, container: Node, key: Any, value: Any) -> None:
        old = container[key]
        start, end = container.spans[key][-2:]
        is_in_line = not isinstance(old, Map | Seq) or old.flow or self.text[start] == "*"
        if is_in_line and (container.flow or not isinstance(value, dict | list) or not value):
            self.put(start, end, self._in_line(container, key, value, start, end))
        elif isinstance(old, Map | Seq) and is_in_line:
            self.put(start, end, flow(value))
        elif isinstance(container, Map):
            key_start = container.spans[key][0]
            self.put(key_start, end, self.pair(key, value, self.column(key_start)))
        else:
            gap = "" if self.text[start - 1 : start].isspace() else " "
            margin = self.column(start) + len(gap)
            self.put(start, end, gap + _beside(value, margin))

    def pair(self, key: str, value: Any, margin: int) -> str:
        """A key and its value, without the margin of the first line and the last line end."""
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            name = dump({key: None}).partition(":")[0]
            return f"{name}: {scalar(value, margin + INDENT, self._quote_of_addresses)}"
        return _beside({key: value}, margin)

    def _in_line(self, container: Node, key: Any, value: Any, start: int, end: int) -> str:
        """A value in place of one that a line holds, quoted alike."""
        gap = "" if start < end or self.text[start - 1 : start].isspace() else " "
        if container.flow or isinstance(value, dict | list):
            return gap + flow(value)
        style = self.text[start] if start < end else ""
        own_start = container.spans[key][0] if isinstance(container, Map) else container.start
        indent = self.column(own_start) + INDENT
        if style == ">" and isinstance(value, str):
            return folded(value, self.text[start:end]) or scalar(value, indent)
        return gap + scalar(value, indent, style)

    # ---- aliases

    def _spell_out_aliases(self) -> None:
        """What an anchor marks may have changed for one place; its aliases keep their value."""
        touched: dict[tuple[int, int], bool] = {}
        for alias in self.document.aliases:
            if alias.anchored not in touched:
                touched[alias.anchored] = self._is_touched(*alias.anchored)
            if touched[alias.anchored]:
                self.put(alias.start, alias.end, flow(alias.value))

    def _is_touched(self, start: int, end: int) -> bool:
        return any(begin < end and start < stop for begin, stop in self._gone) or any(
            start <= begin and stop <= end for begin, stop in self._changed
        )

    def spell_out_aliases_between(self, start: int, end: int) -> None:
        """For a piece of the text that goes elsewhere, perhaps before what its aliases name."""
        for alias in self.document.aliases:
            if start <= alias.start < end:
                self.put(alias.start, alias.end, flow(alias.value))


def _beside(value: Any, margin: int) -> str:
    """From the column of the margin to before the last line end."""
    return dump(value, margin).lstrip(" ").removesuffix("\n")


def _same_at_start(first: Sequence[Any], second: Sequence[Any]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if not _is_same(one, other):
            break
        count += 1
    return count


def _is_same(one: Any, other: Any) -> bool:
    """Equal, and 1 is not true."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and _same_at_start(one, other) == len(one)
    return type(one) is type(other) and bool(one == other)
