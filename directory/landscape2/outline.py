"""Categories and subcategories as landscape2 has them: a project stands in a subcategory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pyroaring import BitMap

from directory import models
from directory.catalogue import Catalogue

from .names import normalized


@dataclass(frozen=True)
class Subcategory:
    """`id` is that of the directory's category or subcategory."""

    id: int
    name: str
    ids: BitMap

    @property
    def normalized_name(self) -> str:
        return normalized(self.name)

    def told(self) -> dict[str, str]:
        return {"name": self.name, "normalized_name": self.normalized_name}


@dataclass(frozen=True)
class Category:
    slug: str
    name: str
    subcategories: tuple[Subcategory, ...]

    @property
    def normalized_name(self) -> str:
        return normalized(self.name)

    @cached_property
    def ids(self) -> BitMap:
        return BitMap.union(BitMap(), *(subcategory.ids for subcategory in self.subcategories))

    def told(self) -> dict[str, object]:
        return {
            "name": self.name,
            "normalized_name": self.normalized_name,
            "subcategories": [subcategory.told() for subcategory in self.subcategories],
        }


def outline(catalogue: Catalogue) -> list[Category]:
    """In the order of the directory, with names in the language on display."""
    return [
        Category(root.slug, str(root.name), tuple(_below(root, catalogue)))
        for root in catalogue.taxonomy.roots
    ]


def _below(root: models.Category, catalogue: Catalogue) -> Iterator[Subcategory]:
    """What stands in the category itself comes first, as in the data file."""
    within = catalogue.values["category"]
    if own := within.get(root.pk):
        yield Subcategory(root.pk, str(root.name), own)
    for category in catalogue.taxonomy.subcategories[root.pk]:
        yield Subcategory(category.pk, str(category.name), within.get(category.pk, BitMap()))
