"""Edits put into a data file that otherwise stays byte for byte."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from directory.formats import yaml
from directory.formats.records import ListRecord, Record
from directory.text import fold

from .links import Item
from .outline import Outline, Section
from .shelves import Entry, Shelf, Taxonomy, recognise, shelves_of
from .wanted import wanted_item
from .writing import category_of, item_of

_LEVELS = ("category", "subcategory", "item")
_LINE = re.compile(r"^(?=[^\r\n])", re.MULTILINE)


def rewrite(
    text: str,
    was: ListRecord,
    now: Sequence[Record | None],
    added: Sequence[Record],
    listing: ListRecord,
) -> str:
    """The text with today's records. `was` is what reading it gave, `now` has for each of its
    projects the record of today or, if it is gone, None; `added` are those that it lacks."""
    file = was.projects[0].place.file if was.projects else ""
    outline = Outline(yaml.load(text, file))
    rewriting = _Rewriting(outline, was, now, listing)
    rewriting.rename()
    rewriting.edit(added)
    return rewriting.splice.result()


class _Arrival(NamedTuple):
    """An item that comes to a place: as data and, if it stood elsewhere, its lines there."""

    item: Item
    lines: str = ""
    margin: int = 0

    @property
    def sort_key(self) -> str:
        return fold(str(self.item["name"]))


class _New(NamedTuple):
    """An entry of a list: as data, and as lines for a margin."""

    value: Any
    lines: Callable[[int], str]


class _Rewriting:
    def __init__(
        self,
        outline: Outline,
        was: ListRecord,
        now: Sequence[Record | None],
        listing: ListRecord,
    ) -> None:
        self.outline = outline
        self.splice = yaml.Splice(outline.document)
        self.taxonomy = Taxonomy(listing)
        self.shelves = shelves_of(outline, was, now)
        self.category_ids = recognise(outline, self.shelves, self.taxonomy)
        self.by_id = {shelf.id: shelf for shelf in reversed(self.shelves) if shelf.id}
        self.language = _language_of(was)
        # Whether each level begins its entries with a key that says nothing else: “- item:”.
        self.markers = _markers_of(self.shelves)
        self.renamed: dict[str, str] = {}
        self.arriving: dict[str, list[_Arrival]] = {}

    # ---- categories that have another name today

    def rename(self) -> None:
        for category in self.outline.categories():
            self.rename_section(category, self.category_ids[category.name])
        for shelf in self.shelves:
            name = self.rename_section(shelf.section, shelf.id)
            above = self.name_today(shelf.category, self.category_ids[shelf.category.name])
            if (path := f"{above} / {name}") != shelf.path:
                self.renamed[shelf.path] = path

    def rename_section(self, section: Section, id_: str) -> str:
        name = self.name_today(section, id_)
        if name != section.name:
            self.splice.replace(section.node, "name", name)
        return name

    def name_today(self, section: Section, id_: str) -> str:
        is_right = not id_ or self.taxonomy.is_named(id_, section.name)
        return section.name if is_right else self.taxonomy.name(id_, self.language)

    # ---- items

    def edit(self, added: Sequence[Record]) -> None:
        plans = [self.plan(shelf) for shelf in self.shelves]
        for record in added:
            item = item_of(record.fields, self.language)
            self.arriving.setdefault(category_of(record.fields), []).append(_Arrival(item))
        for shelf, plan in zip(self.shelves, plans, strict=True):
            is_first = self.by_id.get(shelf.id) is shelf
            self.carry_out(shelf, plan, self.arriving.pop(shelf.id, []) if is_first else [])
        self.add_shelves()

    def plan(self, shelf: Shelf) -> dict[int, Item | None]:
        """By their index in the list of items: what each should say; None if it leaves."""
        items = list_of(shelf.section.node, "items")
        index = {id(item): position for position, item in enumerate(items)}
        plan: dict[int, Item | None] = {}
        for entry in shelf.entries:
            position = index[id(entry.item)]
            plan[position] = self.item_today(entry)
            if entry.now and self.has_moved(entry.now, shelf):
                arrival = self.moving(shelf.section, position, plan[position])
                self.arriving.setdefault(category_of(entry.now.fields), []).append(arrival)
                plan[position] = None
        return plan

    def item_today(self, entry: Entry) -> Item | None:
        if entry.now is None:
            return None
        return wanted_item(
            entry.item, entry.was.fields, entry.now.fields, self.language, self.renamed
        )

    def has_moved(self, now: Record, shelf: Shelf) -> bool:
        return category_of(now.fields) not in ("", shelf.id)

    def moving(self, section: Section, position: int, wanted: Any) -> _Arrival:
        items = self.lines_of(section.node, "items")
        if items is None:
            return _Arrival(wanted)
        splice = yaml.Splice(self.outline.document)
        start, end = splice.item_lines(items, position)
        splice.replace(items, position, wanted)
        splice.spell_out_aliases_between(start, end)
        lines = splice.between(start, end).replace(splice.newline, "\n")
        return _Arrival(wanted, lines, splice.column(items.start))

    def carry_out(
        self, shelf: Shelf, plan: dict[int, Item | None], arrivals: list[_Arrival]
    ) -> None:
        if not plan and not arrivals:
            return
        items = self.lines_of(shelf.section.node, "items")
        if items is None or (_leaves_nothing(items, plan) and not arrivals):
            self.replace_items(shelf.section.node, plan, arrivals)
            return
        for position, wanted in plan.items():
            if wanted is None:
                self.splice.cut(*self.splice.item_lines(items, position))
            else:
                self.splice.replace(items, position, wanted)
        self.place(items, arrivals)

    def replace_items(
        self, node: yaml.Map, plan: dict[int, Item | None], arrivals: list[_Arrival]
    ) -> None:
        """All of a list that is empty, becomes empty or does not stand in lines of its own."""
        items = list_of(node, "items")
        if not items:
            self.append(node, "items", [self.new(arrival) for arrival in arrivals])
            return
        today = [plan.get(position, item) for position, item in enumerate(items)]
        kept = [item for item in today if item is not None]
        self.splice.put_key(node, "items", [*kept, *(arrival.item for arrival in arrivals)])

    def place(self, items: yaml.Seq, arrivals: list[_Arrival]) -> None:
        """Where they belong in a list that is sorted, otherwise at the end."""
        names = [fold(str(item.get("name"))) if isinstance(item, dict) else "" for item in items]
        is_sorted = len(names) > 1 and all(one <= other for one, other in pairwise(names))
        margin = self.splice.column(items.start)
        for arrival in sorted(arrivals, key=lambda it: it.sort_key) if is_sorted else arrivals:
            position = bisect_right(names, arrival.sort_key) if is_sorted else len(items)
            self.splice.insert_item(items, position, self.lines(arrival, margin))

    def lines(self, arrival: _Arrival, margin: int) -> str:
        if arrival.lines:
            return _moved(arrival.lines, margin - arrival.margin)
        pairs = [self.splice.pair(key, value, margin + 2) for key, value in arrival.item.items()]
        return self.entry("item", pairs, margin) + "\n"

    # ---- categories that the text does not have

    def add_shelves(self) -> None:
        order = {id_: position for position, id_ in enumerate(self.taxonomy.categories)}
        below: dict[str, list[_New]] = {}
        for id_ in sorted(self.arriving, key=lambda id_: order.get(id_, len(order))):
            new = [self.new(arrival) for arrival in self.arriving[id_]]
            shelf = self.new_section("subcategory", id_, "items", new)
            below.setdefault(self.taxonomy.top(id_), []).append(shelf)
        sections = {
            self.category_ids[category.name]: category for category in self.outline.categories()
        }
        data = self.outline.document.data
        for top, shelves in below.items():
            if top and top in sections:
                self.append(sections[top].node, "subcategories", shelves)
            else:
                category = self.new_section("category", top, "subcategories", shelves)
                self.append(data, self.outline.top_key, [category])

    def new(self, arrival: _Arrival) -> _New:
        return _New(arrival.item, lambda margin: self.lines(arrival, margin))

    def new_section(self, level: str, id_: str, inner: str, entries: Sequence[_New]) -> _New:
        name = self.taxonomy.name(id_, self.language)

        def lines(margin: int) -> str:
            pairs = [self.splice.pair("name", name, margin + 2), f"{inner}:"]
            within = "".join(entry.lines(margin + 4) for entry in entries)
            return f"{self.entry(level, pairs, margin)}\n{within}"

        return _New({"name": name, inner: [entry.value for entry in entries]}, lines)

    def entry(self, level: str, pairs: Sequence[str], margin: int) -> str:
        marker = [f"{level}:"] if self.markers[level] else []
        return " " * margin + "- " + f"\n{' ' * (margin + 2)}".join([*marker, *pairs])

    def append(self, node: yaml.Map, key: str, entries: Sequence[_New]) -> None:
        if (lines := self.lines_of(node, key)) is not None:
            margin = self.splice.column(lines.start)
            for entry in entries:
                self.splice.insert_item(lines, len(lines), entry.lines(margin))
        elif (present := list_of(node, key)) and present.flow:
            for entry in entries:
                self.splice.append_in_line(present, entry.value)
        elif key in node.spans and not node[key]:
            start, _value, end = node.spans[key]
            margin = self.splice.column(start) + 2
            text = "".join(entry.lines(margin) for entry in entries)
            self.splice.put(start, end, f"{key}:\n{text}".removesuffix("\n"))
        else:
            self.splice.put_key(node, key, [*present, *(entry.value for entry in entries)])

    def lines_of(self, node: yaml.Map, key: str) -> yaml.Seq | None:
        """The list behind a key if its items stand in lines of their own, not behind an alias."""
        items, span = list_of(node, key), node.spans.get(key)
        if span is None or self.outline.document.text[span[1] : span[1] + 1] == "*":
            return None
        return items if self.splice.is_list_of_lines(items) else None


def list_of(node: yaml.Map, key: str) -> yaml.Seq:
    """What else stands there counts as no list."""
    value = node.get(key)
    return value if isinstance(value, yaml.Seq) else yaml.Seq(node.start, flow=False)


def _leaves_nothing(items: yaml.Seq, plan: dict[int, Item | None]) -> bool:
    return len(plan) == len(items) and not any(plan.values())


def _moved(lines: str, by: int) -> str:
    if by > 0:
        return _LINE.sub(" " * by, lines)
    return re.sub(rf"^ {{0,{-by}}}", "", lines, flags=re.MULTILINE)


def _markers_of(shelves: Sequence[Shelf]) -> dict[str, bool]:
    first = next((shelf for shelf in shelves if shelf.entries), None)
    if first is None:
        return dict.fromkeys(_LEVELS, False)
    nodes = (first.category.node, first.section.node, first.entries[0].item)
    return {level: level in node for level, node in zip(_LEVELS, nodes, strict=True)}


def _language_of(was: ListRecord) -> str:
    """That of most texts."""
    fields = [record.fields for record in (*was.projects, *was.categories)]
    count = Counter(
        name[-2:] for names in fields for name in names if name.startswith(("summary_", "name_"))
    )
    return "zh" if count["zh"] > count["en"] else "en"
