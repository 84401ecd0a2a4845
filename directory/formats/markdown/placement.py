"""Where a new entry goes: to its category's list, in its order, in the style of its neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from directory.formats.records import Fields

from .document import Document, Item
from .entry_text import entry_text, row_text
from .order import is_latin, order_of
from .style import Style, separator_of
from .texts import Edit

_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class Incoming:
    """A project that its category's list does not have yet; `text` is its entry elsewhere."""

    fields: Fields
    slug: str
    text: str | None = None


class Container:
    """A list or table that takes entries. `items` are all that it has, `kept` those that stay."""

    def __init__(
        self, document: Document, items: list[Item], gone: set[Item], style: Style
    ) -> None:
        self.source = document.source
        self.items = items
        self.kept = [item for item in items if item not in gone]
        has_text = any(item.entry.summary for item in items)
        self.style = replace(style, separator=separator_of(items)) if has_text else style
        self.order = order_of([item.entry.name for item in items])

    def add(self, incoming: list[Incoming]) -> list[Edit]:
        if self.order:
            order = self.order
            incoming = sorted(incoming, key=lambda each: order(each.fields["name"]))
        return [self._added(each) for each in incoming]

    def _added(self, incoming: Incoming) -> Edit:
        newline, source = self.source.newline, self.source
        before, behind = self._neighbours(incoming.fields["name"])
        if behind is not None:
            text = self._text(incoming, behind)
            start = source.starts[behind.first]
            return Edit(start, start, text + newline * self._lines_between)
        if before is not None:
            text = self._text(incoming, before)
            end = source.ends[before.whole_end - 1]
            return Edit(end, end, newline * self._lines_between + text)
        model = self.items[0]
        start = source.starts[model.first]
        return Edit(start, start, self._text(incoming, model) + newline * self._lines_between)

    def _neighbours(self, name: str) -> tuple[Item | None, Item | None]:
        """The last entry, or the one that a name stands before in order."""
        last = self.kept[-1] if self.kept else None
        if self.order is None or not is_latin(name):
            return last, None
        key = self.order(name)
        behind = (
            item
            for item in self.kept
            if is_latin(item.entry.name) and self.order(item.entry.name) > key
        )
        return last, next(behind, None)

    @property
    def _lines_between(self) -> int:
        """Two where items are apart by a blank line."""
        others = self.items[1:2]
        return 2 if others and self.source.is_blank(others[0].first - 1) else 1

    def _text(self, incoming: Incoming, model: Item) -> str:
        if model.table:
            is_open = not self.source.line(model.first).lstrip().startswith("|")
            return row_text(incoming.fields, model.table, self.style, is_open)
        mark = self._mark(model)
        if incoming.text is None:
            return mark + entry_text(incoming.fields, self.style)
        lines = incoming.text.split("\n")
        indent = " " * len(mark)
        rest = [f"{indent}{line}" if line.strip() else "" for line in lines[1:]]
        return self.source.newline.join([mark + lines[0], *rest])

    def _mark(self, model: Item) -> str:
        """What stands before an item's text: `- `, or the next number."""
        start = self.source.starts[model.first]
        mark = self.source.text[start : self.source.offset(model.block)]
        numbers = [self._number(item) for item in self.items]
        if numbers[0] and len(set(numbers)) > 1:
            return _NUMBER.sub(str(max(numbers) + 1), mark, count=1)
        return mark

    def _number(self, item: Item) -> int:
        start = self.source.starts[item.first]
        found = _NUMBER.search(self.source.text[start : self.source.offset(item.block)])
        return int(found[0]) if found else 0
