"""Which projects stand where on the panorama."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyroaring import BitMap

from directory.catalogue import FEATURED, PART, Catalogue
from directory.filters import Show
from directory.models import Category

from .asked import PanoramaBrowse
from .model import Panorama, Plate, Section
from .tiles import RANKS


def panorama(browse: PanoramaBrowse) -> Panorama:
    """What a valid query string asks for. Asks the database for nothing but what a search does."""
    choices = browse.catalogue.choices["category"]
    roots = _roots(browse)
    within = BitMap.union(BitMap(), *(choices[root.slug] for root in roots))
    gathering = _Gathering(browse, within)
    return Panorama(
        landscape=browse.catalogue.taxonomy.landscape,
        plates=[plate for root in roots if (plate := gathering.plate(root)).sections],
        total=len(within),
        matches=browse.ids,
        large=gathering.large,
    )


def _roots(browse: PanoramaBrowse) -> list[Category]:
    if browse.group is None:
        return browse.catalogue.taxonomy.roots
    named = set(browse.group["categories"])
    return [root for root in browse.catalogue.taxonomy.roots if root.slug in named]


class _Gathering:
    """What is shown of the projects that are `within` the categories asked for."""

    def __init__(self, browse: PanoramaBrowse, within: BitMap):
        self.catalogue = browse.catalogue
        self.matches = browse.ids
        everything = browse.show == Show.FADE and browse.can_fade
        self.shown = within if everything else within & browse.ids
        # The share of each section that there is room for.
        self.share = min(1, browse.tiles_at_most / max(len(self.shown), 1))
        self.ended = browse.catalogue.ended
        self.featured = _any(browse.catalogue, FEATURED, [True])
        ranked = _any(browse.catalogue, "maturity", list(RANKS))
        self.large = self.featured | (ranked - self.ended - _any(browse.catalogue, PART, [True]))

    def plate(self, root: Category) -> Plate:
        return Plate(root, self.catalogue.taxonomy.letter(root), list(self._sections(root)))

    def _sections(self, root: Category) -> Iterator[Section]:
        for category in (root, *self.catalogue.taxonomy.subcategories[root.pk]):
            everything = _any(self.catalogue, "category", [category.pk])
            if not everything.isdisjoint(self.shown):
                yield self._section(category, everything)

    def _section(self, category: Category, everything: BitMap) -> Section:
        ids = everything & self.shown
        placed = self._in_order(ids, max(1, int(len(ids) * self.share)))
        return Section(
            category=category,
            ids=placed,
            large=self.large.intersection_cardinality(BitMap(placed)),
            total=len(everything),
            matching=everything.intersection_cardinality(self.matches),
            more=len(ids) - len(placed),
        )

    def _in_order(self, ids: BitMap, limit: int) -> list[int]:
        """What editors feature, what is large, what is alive, what has ended; each by name."""
        placed: list[int] = []
        rest = ids
        for rank in (self.featured, self.large, ids - self.ended, ids):
            some = rest & rank
            placed += self.catalogue.page(some, "name", 0, limit - len(placed))
            rest = rest - some
        return placed


def _any(catalogue: Catalogue, facet: str, keys: Sequence[object]) -> BitMap:
    return BitMap.union(BitMap(), *(catalogue.values[facet].get(key, BitMap()) for key in keys))
