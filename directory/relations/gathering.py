"""Which relations there are among published projects."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from pyroaring import BitMap

from directory.catalogue import Catalogue, once_per_catalogue
from directory.models import Relation

# Kinds as the model lists them: who took whose place comes first.
ORDER = {kind: place for place, kind in enumerate(Relation.Kind.values)}


class Edge(NamedTuple):
    pk: int
    kind: str
    source: int
    target: int


class Found(NamedTuple):
    """`by_kind` counts as if no kind were chosen."""

    edges: Sequence[Edge]
    by_kind: Counter[str]


@once_per_catalogue
def _everything(catalogue: Catalogue) -> list[Edge]:
    """By kind, then by the names of both projects."""
    names = catalogue.orders["name"].keys
    edges = [
        edge
        for edge in map(Edge._make, Relation.objects.ends())
        if edge.source in catalogue.published and edge.target in catalogue.published
    ]
    return sorted(edges, key=lambda e: (ORDER[e.kind], names[e.target], names[e.source], e.pk))


def found(catalogue: Catalogue, ids: BitMap | None, kinds: Collection[str]) -> Found:
    """Relations of some kinds, or of all, in which one of these projects stands, or any."""
    edges = _everything(catalogue)
    if ids is not None:
        edges = [edge for edge in edges if edge.source in ids or edge.target in ids]
    by_kind = Counter(edge.kind for edge in edges)
    return Found([e for e in edges if e.kind in kinds] if kinds else edges, by_kind)
