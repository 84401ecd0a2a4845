"""Which category of the directory each heading of a list is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from directory.formats.records import Fields, ListRecord, Record
from directory.text import fold

from .category_fields import above_of, category_of, key_of
from .document import Document
from .sections import Category


class CategoryMatch:
    """As it is known by its key; what nobody knows, by name or, if it is renamed, by where most of
    a heading's entries are now. A category that is below another one today is at no heading."""

    def __init__(
        self,
        document: Document,
        now: Sequence[Record | None],
        listing: ListRecord,
        headings: Mapping[str, str],
    ) -> None:
        self.records = {key_of(record.fields): record.fields for record in listing.categories}
        self._by_key: dict[str, str] = {}
        votes = self._votes(document, now)
        for category in document.categories:
            if found := self._known(category, headings.get(category.key)):
                self._by_key[category.key] = found
        for category in document.categories:
            if category.key not in headings and category.key not in self._by_key:
                self._elect(category, votes.get(category.key, Counter()))
        self._headings = {
            slug: category
            for category in reversed(document.categories)
            if (slug := self._by_key.get(category.key))
        }

    def slug_of(self, category: Category | None) -> str:
        return self._by_key.get(category.key, "") if category else ""

    def heading_of(self, slug: str) -> Category | None:
        return self._headings.get(slug)

    def fields_of(self, category: Category) -> Fields | None:
        return self.records.get(self.slug_of(category))

    def _votes(self, document: Document, now: Sequence[Record | None]) -> dict[str, Counter[str]]:
        votes: dict[str, Counter[str]] = {}
        for item, record in zip(document.items, now, strict=True):
            category = document.category_of(item.section)
            if category and record:
                votes.setdefault(category.key, Counter())[category_of(record.fields)] += 1
        return votes

    def _above(self, category: Category) -> str:
        return self._by_key.get(category.above.key, "") if category.above else ""

    def _known(self, category: Category, slug: str | None) -> str:
        if slug is None:
            return self._named(category)
        is_in_place = above_of(self.records.get(slug, {})) == self._above(category)
        return slug if is_in_place and slug in self.records else ""

    def _named(self, category: Category) -> str:
        above, name = self._above(category), fold(category.name)
        return next(
            (
                key
                for key, fields in self.records.items()
                if name in (fold(fields.get("name_zh", "")), fold(fields.get("name_en", "")))
                and above_of(fields) == above
            ),
            "",
        )

    def _elect(self, category: Category, votes: Counter[str]) -> None:
        for slug, count in votes.most_common(1):
            is_free = slug in self.records and slug not in self._by_key.values()
            if is_free and 2 * count > votes.total():
                self._by_key[category.key] = slug
