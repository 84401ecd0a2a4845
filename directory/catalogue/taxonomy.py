"""Landscape, categories and tags: few rows, read anew with every version."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from directory.models import Category, Landscape, Tag


class Taxonomy:
    def __init__(self) -> None:
        self.landscape = Landscape.objects.first() or Landscape(pk=1)
        self.categories = {category.pk: category for category in Category.objects.all()}
        self.tags = {tag.pk: tag for tag in Tag.objects.all()}
        self.category_by_slug = {c.slug: c for c in self.categories.values()}
        self.tag_by_slug = {tag.slug: tag for tag in self.tags.values()}
        self.roots = [c for c in self.categories.values() if not c.parent_id]
        self.subcategories: dict[int, list[Category]] = {pk: [] for pk in self.categories}
        for category in self.categories.values():
            if category.parent_id:
                category.parent = self.categories[category.parent_id]
                self.subcategories[category.parent_id].append(category)
        self._letters = {
            root.pk: chr(ord("A") + place % 26) for place, root in enumerate(self.roots)
        }

    def letter(self, category: Category) -> str:
        """The letter that stands for a category beside its hue: A, B, …"""
        return self._letters.get(category.parent_id or category.pk, "")

    def says_the_same(self, other: Taxonomy) -> bool:
        return self._rows() == other._rows()

    def _rows(self) -> list[list[Any]]:
        return [_values(row) for row in (*self.categories.values(), *self.tags.values())]


def _values(row: Model) -> list[Any]:
    return [field.value_from_object(row) for field in row._meta.concrete_fields]
