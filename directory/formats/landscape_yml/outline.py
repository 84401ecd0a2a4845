"""The three levels of a landscape's data file: categories, subcategories and items."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from directory.formats import yaml
from directory.formats.records import Problem, Unreadable

TOP_KEYS = ("landscape", "categories")


class Section(NamedTuple):
    """A category or subcategory that has a name."""

    node: yaml.Map
    name: str


class Outline:
    """Sections without a name and items without one are passed over; checking tells of them."""

    def __init__(self, document: yaml.Document) -> None:
        self.document = document
        data = document.data if isinstance(document.data, yaml.Map) else {}
        self.top_key = next((key for key in TOP_KEYS if key in data), "")
        if not self.top_key:
            message = _("This is no landscape: it has no key “landscape:” or “categories:”.")
            remedy = _("Write “landscape:” at the top, and the list of categories below it.")
            place = document.place(document.span[0])
            raise Unreadable(Problem(place, "no-landscape", message, remedy))

    def categories(self) -> Iterator[Section]:
        return self._sections(self.document.data[self.top_key])

    def subcategories(self, category: Section) -> Iterator[Section]:
        return self._sections(category.node.get("subcategories"))

    def items(self, subcategory: Section) -> Iterator[yaml.Map]:
        return (section.node for section in self._sections(subcategory.node.get("items")))

    def _sections(self, entries: Any) -> Iterator[Section]:
        if isinstance(entries, yaml.Seq):
            for node in entries:
                if isinstance(node, yaml.Map) and (name := self.text(node, "name")):
                    yield Section(node, name)

    def text(self, node: yaml.Map, key: str) -> str:
        """A text, or what stands in its place, as it is written: `2048`."""
        value = node.get(key)
        if isinstance(value, str):
            return value.strip()
        if value is None or isinstance(value, dict | list) or key not in node.spans:
            return ""
        return self.document.source(node, key)


def key_of(category: str, subcategory: str = "") -> str:
    """A name for a section that no other of the file has.

    A subcategory that is named as its category is the category itself: landscape2 has no other
    way to say that items stand in a category directly.
    """
    if not subcategory or subcategory == category:
        return _escaped(category)
    return f"{_escaped(category)}/{_escaped(subcategory)}"


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace("/", "\\/")
