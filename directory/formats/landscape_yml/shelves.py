"""Which of the directory's categories each part of a data file is today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.formats import yaml
from directory.formats.records import ListRecord, Record
from directory.text import fold

from .outline import Outline, Section, key_of
from .writing import category_of, id_of, parent_of, text_of


class Entry(NamedTuple):
    """An item, what it said, and the project of today; None if that is gone."""

    item: yaml.Map
    was: Record
    now: Record | None


@dataclass(eq=False)
class Shelf:
    """A subcategory of the file; `id` is the category that it is, if it is any."""

    category: Section
    section: Section
    entries: list[Entry]
    id: str = ""

    @property
    def is_category_itself(self) -> bool:
        return self.category.name == self.section.name

    @property
    def categories_today(self) -> list[str]:
        return [category_of(entry.now.fields) for entry in self.entries if entry.now]

    @property
    def key(self) -> str:
        return key_of(self.category.name, self.section.name)

    @property
    def path(self) -> str:
        return f"{self.category.name} / {self.section.name}"


class Taxonomy:
    """Categories and subcategories of the directory, by id and by name."""

    def __init__(self, listing: ListRecord) -> None:
        self.categories = {id_of(record.fields): record.fields for record in listing.categories}
        self._by_name = {
            (parent_of(fields), fold(name)): id_
            for id_, fields in self.categories.items()
            for name in (fields.get("name_zh"), fields.get("name_en"))
            if name
        }

    def find(self, name: str, parent: str = "") -> str:
        return self._by_name.get((parent, fold(name)), "")

    def in_place(self, id_: str, parent: str = "") -> str:
        """The id, if the category is still there and still below that other one, or below none."""
        fields = self.categories.get(id_)
        return id_ if fields is not None and parent_of(fields) == parent else ""

    def top(self, id_: str) -> str:
        """The category that a category is in, or is."""
        return parent_of(self.categories.get(id_, {})) or id_

    def name(self, id_: str, language: str) -> str:
        return text_of(self.categories.get(id_, {}), "name", language) or _("Other")

    def is_named(self, id_: str, name: str) -> bool:
        fields = self.categories[id_]
        return fold(name) in {fold(fields.get(f"name_{code}") or "") for code in ("zh", "en")}


def shelves_of(outline: Outline, was: ListRecord, now: Sequence[Record | None]) -> list[Shelf]:
    projects = iter(zip(was.projects, now, strict=True))
    return [
        Shelf(category, section, [Entry(item, *next(projects)) for item in outline.items(section)])
        for category in outline.categories()
        for section in outline.subcategories(category)
    ]


def recognise(
    outline: Outline, shelves: Sequence[Shelf], taxonomy: Taxonomy, headings: Mapping[str, str]
) -> dict[str, str]:
    """Give each shelf its id; the ids of the file's categories by their names there.

    `headings` are the ids that are known, by key. Of the others, what has none of today's names
    was renamed: it is what most of its projects are in.
    """
    by_name: dict[str, list[Shelf]] = {section.name: [] for section in outline.categories()}
    for shelf in shelves:
        by_name[shelf.category.name].append(shelf)
    ids = _category_ids(by_name, taxonomy, headings)
    for shelf in shelves:
        top = ids[shelf.category.name]
        if shelf.is_category_itself:
            shelf.id = top
        elif shelf.key in headings:
            shelf.id = taxonomy.in_place(headings[shelf.key], top)
        elif top:
            shelf.id = taxonomy.find(shelf.section.name, top)
    taken = {shelf.id for shelf in shelves}
    for shelf in shelves:
        if not shelf.id and shelf.key not in headings:
            shelf.id = _most_common(shelf.categories_today, taxonomy, taken)
            taken.add(shelf.id)
    return ids


def _category_ids(
    by_name: Mapping[str, Sequence[Shelf]], taxonomy: Taxonomy, headings: Mapping[str, str]
) -> dict[str, str]:
    known = {name: headings.get(key_of(name)) for name in by_name}
    ids = {
        name: taxonomy.find(name) if id_ is None else taxonomy.in_place(id_)
        for name, id_ in known.items()
    }
    for name, within in by_name.items():
        if not ids[name] and known[name] is None:
            tops = [taxonomy.top(id_) for shelf in within for id_ in shelf.categories_today]
            ids[name] = _most_common(tops, taxonomy, set(ids.values()))
    return ids


def _most_common(ids: Sequence[str], taxonomy: Taxonomy, taken: Set[str]) -> str:
    """The id that more than half of them are, if it is none of those that are taken."""
    for id_, count in Counter(ids).most_common(1):
        if count * 2 > len(ids) and id_ in taxonomy.categories and id_ not in taken:
            return id_
    return ""
