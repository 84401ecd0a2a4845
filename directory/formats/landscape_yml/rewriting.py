"""Edits put into a data file that otherwise stays byte for byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from directory.formats import yaml
from directory.formats.records import ListRecord, Record

from .links import Item
from .lists import Arrival, Lists, New, list_of, markers_of
from .outline import Outline, Section
from .second_paths import Paths
from .shelves import Entry, Shelf, Taxonomy, recognise, shelves_of
from .wanted import wanted_item
from .writing import category_of, item_of, paths_of


def rewrite(
    text: str,
    was: ListRecord,
    now: Sequence[Record | None],
    added: Sequence[Record],
    listing: ListRecord,
    headings: Mapping[str, str] | None = None,
) -> str:
    """The text with today's records. `was` is what reading it gave, `now` has for each of its
    projects the record of today or, if it is gone, None; `added` are those that it lacks;
    `headings` are the slugs of categories by the keys that they have in `was`, as far as known."""
    file = was.projects[0].place.file if was.projects else ""
    outline = Outline(yaml.load(text, file))
    rewriting = _Rewriting(outline, was, now, listing, headings or {})
    rewriting.rename()
    rewriting.edit(added)
    return rewriting.splice.result()


class _Rewriting:
    def __init__(
        self,
        outline: Outline,
        was: ListRecord,
        now: Sequence[Record | None],
        listing: ListRecord,
        headings: Mapping[str, str],
    ) -> None:
        self.outline = outline
        self.splice = yaml.Splice(outline.document)
        self.taxonomy = Taxonomy(listing)
        self.shelves = shelves_of(outline, was, now)
        self.category_ids = recognise(outline, self.shelves, self.taxonomy, headings)
        self.by_id = {shelf.id: shelf for shelf in reversed(self.shelves) if shelf.id}
        self.language = _language_of(was)
        self.lists = Lists(self.splice, markers_of(self.shelves))
        self.renamed: dict[str, str] = {}
        self.paths = Paths({}, {}, {})
        self.arriving: dict[str, list[Arrival]] = {}

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
        self.paths = self.paths_today()
        plans = [self.plan(shelf) for shelf in self.shelves]
        for record in added:
            item = item_of(record.fields, self.language, self.paths.today)
            self.arriving.setdefault(category_of(record.fields), []).append(Arrival(item))
        for shelf, plan in zip(self.shelves, plans, strict=True):
            is_first = self.by_id.get(shelf.id) is shelf
            self.carry_out(shelf, plan, self.arriving.pop(shelf.id, []) if is_first else [])
        self.add_shelves()

    def paths_today(self) -> Paths:
        here = {id_: self.renamed.get(shelf.path, shelf.path) for id_, shelf in self.by_id.items()}
        elsewhere = paths_of(self.taxonomy.categories, self.language)
        slugs = {shelf.key: shelf.id for shelf in self.shelves if shelf.id}
        return Paths(slugs, elsewhere | here, self.renamed)

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
            entry.item, entry.was.fields, entry.now.fields, self.language, self.paths
        )

    def has_moved(self, now: Record, shelf: Shelf) -> bool:
        return category_of(now.fields) not in ("", shelf.id)

    def moving(self, section: Section, position: int, wanted: Any) -> Arrival:
        items = self.lists.lines_of(section.node, "items")
        if items is None:
            return Arrival(wanted)
        splice = yaml.Splice(self.outline.document)
        start, end = splice.item_lines(items, position)
        splice.replace(items, position, wanted)
        splice.spell_out_aliases_between(start, end)
        lines = splice.between(start, end).replace(splice.newline, "\n")
        return Arrival(wanted, lines, splice.column(items.start))

    def carry_out(
        self, shelf: Shelf, plan: dict[int, Item | None], arrivals: list[Arrival]
    ) -> None:
        if not plan and not arrivals:
            return
        items = self.lists.lines_of(shelf.section.node, "items")
        if items is None or (_leaves_nothing(items, plan) and not arrivals):
            self.replace_items(shelf.section.node, plan, arrivals)
            return
        for position, wanted in plan.items():
            if wanted is None:
                self.splice.cut(*self.splice.item_lines(items, position))
            else:
                self.splice.replace(items, position, wanted)
        self.lists.place(items, arrivals)

    def replace_items(
        self, node: yaml.Map, plan: dict[int, Item | None], arrivals: list[Arrival]
    ) -> None:
        """All of a list that is empty, becomes empty or does not stand in lines of its own."""
        items = list_of(node, "items")
        if not items:
            self.lists.append(node, "items", [self.lists.new(arrival) for arrival in arrivals])
            return
        today = [plan.get(position, item) for position, item in enumerate(items)]
        kept = [item for item in today if item is not None]
        self.splice.put_key(node, "items", [*kept, *(arrival.item for arrival in arrivals)])

    # ---- categories that the text does not have

    def add_shelves(self) -> None:
        order = {id_: position for position, id_ in enumerate(self.taxonomy.categories)}
        below: dict[str, list[New]] = {}
        for id_ in sorted(self.arriving, key=lambda id_: order.get(id_, len(order))):
            new = [self.lists.new(arrival) for arrival in self.arriving[id_]]
            name = self.taxonomy.name(id_, self.language)
            shelf = self.lists.new_section("subcategory", name, "items", new)
            below.setdefault(self.taxonomy.top(id_), []).append(shelf)
        sections = {
            self.category_ids[category.name]: category for category in self.outline.categories()
        }
        data = self.outline.document.data
        for top, shelves in below.items():
            if top and top in sections:
                self.lists.append(sections[top].node, "subcategories", shelves)
            else:
                name = self.taxonomy.name(top, self.language)
                category = self.lists.new_section("category", name, "subcategories", shelves)
                self.lists.append(data, self.outline.top_key, [category])


def _leaves_nothing(items: yaml.Seq, plan: dict[int, Item | None]) -> bool:
    return len(plan) == len(items) and not any(plan.values())


def _language_of(was: ListRecord) -> str:
    """That of most texts."""
    fields = [record.fields for record in (*was.projects, *was.categories)]
    count = Counter(
        name[-2:] for names in fields for name in names if name.startswith(("summary_", "name_"))
    )
    return "zh" if count["zh"] > count["en"] else "en"
