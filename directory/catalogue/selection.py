"""The projects that satisfy a choice of values, and how many would with another choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from pyroaring import BitMap

from .row import MISSING, UNVERIFIED

if TYPE_CHECKING:
    from .bitmaps import Catalogue

# Filters whose chosen values must all be there; in the others any of them will do.
ALL_OF = {"tag", "evidence", MISSING, UNVERIFIED}


class Selection:
    def __init__(self, catalogue: Catalogue, wanted: Mapping[str, Sequence[str]], within: BitMap):
        self.catalogue = catalogue
        self.within = within & catalogue.published
        self.sets = {facet: self._chosen(facet, wanted[facet]) for facet in wanted if wanted[facet]}
        self.ids = self.without()

    def _chosen(self, facet: str, values: Iterable[str]) -> BitMap:
        sets = [self.catalogue.having(facet, value) for value in values]
        return reduce(BitMap.__and__ if facet in ALL_OF else BitMap.__or__, sets)

    def without(self, *facets: str) -> BitMap:
        """The selection without the choices of some facets."""
        kept = [chosen for facet, chosen in self.sets.items() if facet not in facets]
        return reduce(BitMap.__and__, kept, self.within)

    def counts(self, facet: str) -> dict[str, int]:
        """How many projects each choice of a facet has under the other facets' choices; for tags,
        which are joined by AND, under the chosen tags too. Choices without any are left out."""
        base = self.ids if facet in ALL_OF or facet not in self.sets else self.without(facet)
        everything = len(base) == len(self.catalogue.published)
        count = len if everything else base.intersection_cardinality
        return {
            value: number
            for value, ids in self.catalogue.choices[facet].items()
            if (number := count(ids))
        }
