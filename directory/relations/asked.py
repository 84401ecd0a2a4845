"""What the query string of the relations asks: the list's filters, kinds, and a size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from directory.browse import Browse, Option
from directory.catalogue import FILTERS
from directory.filters import RelationsFilter, Size
from directory.models import Relation

from .gathering import Edge, Found, found


class KindChoice(NamedTuple):
    value: str
    label: str
    number: int
    selected: bool


class RelationsBrowse(Browse):
    """Relations in which a project that is asked for stands, on either side."""

    filters = RelationsFilter
    page_size = 250
    parameters = ("q", *FILTERS, "kind", "size", "page")

    @property
    def kinds(self) -> list[str]:
        return list(self.asked.get("kind", []))

    @property
    def size(self) -> Size:
        return Size(self.asked.get("size", Size.MEDIUM))

    def query(self, **changes: Any) -> str:
        state = {**self.asked, **changes}
        if state.get("size") == Size.MEDIUM:
            changes["size"] = None
        return super().query(**changes)

    @property
    def list_query(self) -> str:
        """How the list is asked for the same projects."""
        return self.query(kind=None, size=None)

    @cached_property
    def found(self) -> Found:
        ids = self.ids if self.is_narrowed else None
        return found(self.catalogue, ids, self.kinds)

    @cached_property
    def count(self) -> int:
        return len(self.found.edges)

    @property
    def listed(self) -> Sequence[Edge]:
        """The relations of this page."""
        return self.found.edges[self.first - 1 : self.last]

    @property
    def choices(self) -> Iterator[KindChoice]:
        """Kinds that there are under the other filters, and those chosen."""
        for kind in Relation.Kind:
            count = self.found.by_kind[kind.value]
            if count or kind.value in self.kinds:
                yield KindChoice(kind.value, str(kind.label), count, kind.value in self.kinds)

    @property
    def kept(self) -> Iterator[tuple[str, str]]:
        """What forms send along, each without what it asks for itself."""
        return self.pairs("q", *FILTERS, "kind", "size")

    @property
    def all_kinds_url(self) -> str:
        return self.url(kind=None)

    @property
    def sizes(self) -> list[Option]:
        return [Option(str(s.label), self.url(size=s.value), s == self.size) for s in Size]
