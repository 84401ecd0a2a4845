"""Nodes in columns, and the passages through columns that longer lines need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

Edges = Sequence[tuple[int, int]]


class Passage(NamedTuple):
    """Where the line of an edge runs between the boxes of a column."""

    edge: int
    column: int


Slot = int | Passage
Links = Mapping[Slot, Sequence[Slot]]


class Layers(NamedTuple):
    """`routes` are by edge: what its line passes, from left to right. Of a bow both ends stand in
    the same column, `beside` one another; other links are between columns."""

    columns: Sequence[Sequence[Slot]]
    routes: Sequence[Sequence[Slot]]
    bows: frozenset[int]
    left_of: Links
    right_of: Links
    beside: Links


def layers(column_of: Mapping[int, int], edges: Edges) -> Layers:
    columns: list[list[Slot]] = [[] for _column in range(max(column_of.values()) + 1)]
    for node, column in column_of.items():
        columns[column].append(node)
    routes = [_route(place, edge, column_of) for place, edge in enumerate(edges)]
    bows = frozenset(
        place for place, (one, other) in enumerate(edges) if column_of[one] == column_of[other]
    )
    for passage in (slot for route in routes for slot in route if isinstance(slot, Passage)):
        columns[passage.column].append(passage)
    left_of, right_of, beside = (defaultdict[Slot, list[Slot]](list) for _links in range(3))
    for edge, route in enumerate(routes):
        before, after = (beside, beside) if edge in bows else (left_of, right_of)
        for one, other in pairwise(route):
            after[one].append(other)
            before[other].append(one)
    return Layers(columns, routes, bows, left_of, right_of, beside)


def _route(place: int, edge: tuple[int, int], column_of: Mapping[int, int]) -> list[Slot]:
    start, end = sorted(edge, key=column_of.__getitem__)
    between = range(column_of[start] + 1, column_of[end])
    return [start, *(Passage(place, column) for column in between), end]
