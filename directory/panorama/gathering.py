"""Which projects stand where on the panorama."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyroaring import BitMap

from directory.catalogue import FEATURED, Catalogue
from directory.filters import Show
from directory.models import Category, Project

from .asked import PanoramaBrowse
from .model import Panorama, Plate, Section

# A picture of more would be no picture; what has no room is a link to the list.
TILES_AT_MOST = 3_000
HIGH = (Project.Maturity.GRADUATED, Project.Maturity.TOP_LEVEL)


def panorama(browse: PanoramaBrowse) -> Panorama:
    """What a valid query string asks for. Asks the database for nothing but what a search does."""
    catalogue = browse.catalogue
    plates = _Plates(catalogue, _shown(browse), browse.ids)
    return Panorama(catalogue.taxonomy.landscape, plates.of(_roots(browse)), browse.ids)


def _roots(browse: PanoramaBrowse) -> list[Category]:
    if browse.group is None:
        return browse.catalogue.taxonomy.roots
    named = set(browse.group["categories"])
    return [root for root in browse.catalogue.taxonomy.roots if root.slug in named]


def _shown(browse: PanoramaBrowse) -> BitMap:
    """Everything, others than what was asked for faded, if that is wanted and has room."""
    everything = browse.catalogue.published
    if browse.show == Show.ONLY or len(everything) > TILES_AT_MOST:
        return browse.ids
    return everything


class _Plates:
    def __init__(self, catalogue: Catalogue, shown: BitMap, matches: BitMap):
        self.catalogue = catalogue
        self.shown = shown
        self.matches = matches
        self.ended = _any(catalogue, "status", Project.ENDED)
        self.featured = _any(catalogue, FEATURED, [True])
        self.large = self.featured | (_any(catalogue, "maturity", HIGH) - self.ended)

    def of(self, roots: Sequence[Category]) -> list[Plate]:
        count = sum(len(self.catalogue.choices["category"][r.slug] & self.shown) for r in roots)
        self.room = min(1, TILES_AT_MOST / max(count, 1))
        found = (
            Plate(root, self.catalogue.taxonomy.letter(root), list(self._sections(root)))
            for root in roots
        )
        return [plate for plate in found if plate.sections]

    def _sections(self, root: Category) -> Iterator[Section]:
        for category in (root, *self.catalogue.taxonomy.subcategories[root.pk]):
            ids = _any(self.catalogue, "category", [category.pk]) & self.shown
            if ids:
                yield self._section(category, ids)

    def _section(self, category: Category, ids: BitMap) -> Section:
        matching = ids.intersection_cardinality(self.matches)
        placed = self._in_order(ids, max(1, int(len(ids) * self.room)))
        return Section(category, placed, self.large & ids, matching, len(ids) - len(placed))

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
