"""Landscape, categories and tags: few rows, read with every version."""

from __future__ import annotations

from typing import Any

from directory.models import Category, Landscape, Project, Tag

Rows = list[Any]


class Taxonomy:
    def __init__(self, landscape: Rows, categories: Rows, tags: Rows) -> None:
        self.rows = (landscape, categories, tags)
        self.landscape = Landscape(*landscape[0]) if landscape else Landscape(pk=1)
        self.categories = {category.pk: category for category in (Category(*r) for r in categories)}
        self.tags = {tag.pk: tag for tag in (Tag(*row) for row in tags)}
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

    @classmethod
    def read(cls, known: Taxonomy | None = None) -> Taxonomy:
        """What the database says; the known one if that is the same, as after most edits."""
        landscape, categories, tags = (
            list(model.objects.values_list()) for model in (Landscape, Category, Tag)
        )
        if known and known.rows == (landscape, categories, tags):
            return known
        return cls(landscape, categories, tags)

    def category_of(self, project: Project) -> Category:
        """Where a project stands that was read just now, perhaps in a category that is newer."""
        return self.categories.get(project.category_id) or project.category

    def letter(self, category: Category) -> str:
        """The letter that stands for a category beside its hue: A, B, …"""
        return self._letters.get(category.parent_id or category.pk, "")
