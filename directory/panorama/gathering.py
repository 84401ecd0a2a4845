"""Which projects stand where on the panorama."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyroaring import BitMap

from directory.catalogue import FEATURED, Catalogue
from directory.filters import Show
from directory.models import Category, Project

from .asked import PanoramaBrowse
from .model import Panorama, Plate, Section
from .tiles import RANKS


def panorama(browse: PanoramaBrowse) -> Panorama:
    """What a valid query string asks for. Asks the database for nothing but what a search does."""
    catalogue = browse.catalogue
    roots = _roots(browse)
    plates = _Plates(browse, _shown(browse))
    return Panorama(
        landscape=catalogue.taxonomy.landscape,
        plates=plates.of(roots),
        total=sum(len(catalogue.choices["category"][root.slug]) for root in roots),
        matches=browse.ids,
        large=plates.large,
    )


def _roots(browse: PanoramaBrowse) -> list[Category]:
    if browse.group is None:
        return browse.catalogue.taxonomy.roots
    named = set(browse.group["categories"])
    return [root for root in browse.catalogue.taxonomy.roots if root.slug in named]


def _shown(browse: PanoramaBrowse) -> BitMap:
    """Everything, if what was not asked for is to be seen, too."""
    if browse.show == Show.FADE and browse.can_fade:
        return browse.catalogue.published
    return browse.ids


class _Plates:
    def __init__(self, browse: PanoramaBrowse, shown: BitMap):
        self.catalogue = catalogue = browse.catalogue
        self.shown = shown
        self.matches = browse.ids
        self.at_most = browse.tiles_at_most
        self.ended = _any(catalogue, "status", Project.ENDED)
        self.featured = _any(catalogue, FEATURED, [True])
        self.large = self.featured | (_any(catalogue, "maturity", list(RANKS)) - self.ended)

    def of(self, roots: Sequence[Category]) -> list[Plate]:
        count = sum(len(self.catalogue.choices["category"][r.slug] & self.shown) for r in roots)
        self.room = min(1, self.at_most / max(count, 1))
        found = (
            Plate(root, self.catalogue.taxonomy.letter(root), list(self._sections(root)))
            for root in roots
        )
        return [plate for plate in found if plate.sections]

    def _sections(self, root: Category) -> Iterator[Section]:
        for category in (root, *self.catalogue.taxonomy.subcategories[root.pk]):
            everything = _any(self.catalogue, "category", [category.pk])
            if not everything.isdisjoint(self.shown):
                yield self._section(category, everything)

    def _section(self, category: Category, everything: BitMap) -> Section:
        matching = everything.intersection_cardinality(self.matches)
        ids = everything & self.shown
        placed = self._in_order(ids, max(1, int(len(ids) * self.room)))
        large = self.large.intersection_cardinality(BitMap(placed))
        more = len(ids) - len(placed)
        return Section(category, placed, large, len(everything), matching, more)

    def _in_order(self, ids: BitMap, limit: int) -> list[int]:
        """What editors feature, what is large, what is alive, what has ended; each by name."""
        ranks = (self.featured, self.large, ids - self.ended, ids)
        placed: list[int] = []
        rest = ids
        for rank in ranks:
            some = rest & rank
            placed += self.catalogue.page(some, "name", 0, limit - len(placed))
            rest = rest - some
        return placed


def _any(catalogue: Catalogue, facet: str, keys: Sequence[object]) -> BitMap:
    return BitMap.union(BitMap(), *(catalogue.values[facet].get(key, BitMap()) for key in keys))
