"""What the panorama shows: plates of categories, sections of subcategories, a tile a project.

The page and the pictures to take away are drawn from the same `Panorama`. It holds ids only, so
that drawing what was drawn before asks the database for nothing; `tiles` says what is on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from directory.models import Category, Landscape, Logo

from .lines import Shape


@dataclass(frozen=True, slots=True)
class Tile:
    """A project as tiles show it, in the language on display."""

    id: int
    slug: str
    name: str
    monogram: str
    logo: Logo | None
    hue: int
    ended: bool
    # A value of Project.Status, and the word for it; the word is empty for what is active.
    status: str
    status_label: str
    # What its foundation says of it, where that makes it large: "CNCF graduated".
    rank: str
    # The name of what took an ended project's place.
    successor: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """The projects of one subcategory, or those of a category itself, in the order of tiles."""

    category: Category
    ids: Sequence[int]
    # How many of the tiles are large; these come first.
    large: int
    # How many projects it has, how many of them were asked for, how many have no room.
    total: int
    matching: int
    more: int

    def shape(self, plate: Plate, heights: Mapping[int, float] | None = None) -> Shape:
        """What packing must know; a category's own projects need no heading below its own."""
        headed = self.category is not plate.category
        needed = tuple(heights.get(i, 0.0) for i in self.ids) if heights is not None else ()
        return Shape(self.large, len(self.ids) - self.large, headed, needed)


@dataclass(frozen=True, slots=True)
class Plate:
    """A category of the first level. Its own projects come first, without a heading."""

    category: Category
    letter: str
    sections: Sequence[Section]

    @property
    def total(self) -> int:
        return sum(section.total for section in self.sections)

    @property
    def matching(self) -> int:
        return sum(section.matching for section in self.sections)


@dataclass(frozen=True, slots=True)
class Panorama:
    """`matches` are the projects that were asked for; tiles of others fade. `large` are those
    that are drawn so, whether shown or not."""

    landscape: Landscape
    plates: Sequence[Plate]
    # How many projects there are in the categories that were asked for, shown or not.
    total: int
    matches: BitMap
    large: BitMap

    @property
    def ids(self) -> list[int]:
        return [i for plate in self.plates for section in plate.sections for i in section.ids]

    def shapes(self, heights: Mapping[int, float] | None = None) -> tuple[tuple[Shape, ...], ...]:
        """What packing must know; `heights` are by project, where tiles are not all as high."""
        return tuple(
            tuple(section.shape(plate, heights) for section in plate.sections)
            for plate in self.plates
        )

    @property
    def matching(self) -> int:
        return sum(plate.matching for plate in self.plates)
