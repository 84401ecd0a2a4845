"""Records of categories and projects, from the directory or from a list."""

from __future__ import annotations

from directory.formats.records import Fields


def key_of(category: Fields) -> str:
    """What a category is referred to by: its slug or, from a format without slugs, its key."""
    return str(category.get("slug") or category.get("key") or "")


def above_of(category: Fields) -> str:
    return str(category.get("parent") or category.get("parent_key") or "")


def category_of(project: Fields) -> str:
    return str(project.get("category") or project.get("category_key") or "")
