"""A whole graph: each connected part laid out on its own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .boxes import Size
from .choice import neighbours_of, parts
from .in_columns import in_columns
from .part import Part


@lru_cache(maxsize=32)
def lay_out(
    sizes: tuple[tuple[int, Size], ...], edges: tuple[tuple[int, int], ...]
) -> Sequence[Part]:
    """Boxes that do not overlap, for nodes with the size of each, and a line for each edge; the
    largest part first."""
    size_of = dict(sizes)
    neighbours = neighbours_of(edges, size_of)
    laid_out = []
    for nodes in map(set, parts(neighbours)):
        among = {place: edge for place, edge in enumerate(edges) if edge[0] in nodes}
        own = {node: size for node, size in size_of.items() if node in nodes}
        laid_out.append(in_columns(own, among).fullest_first())
    return laid_out
