"""A connected graph in columns.

Boxes of a column are as wide as the widest of them. A line runs in the channels between columns,
and through columns where it has a passage, so it meets no box but those at its ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import NamedTuple

from .boxes import Box, Size
from .choice import neighbours_of
from .columns import divided
from .layers import Layers, Slot, layers
from .levels import levels
from .lines import Line, Point
from .order import ordered
from .part import Part
from .ports import BETWEEN_PORTS, Ports

_COLUMNS_AT_MOST = 6
# For so many nodes another column in each direction.
_TO_A_COLUMN = 2.5
_NARROWEST, _WIDEST, _FOR_A_LINE = 44, 84, 1.5
# In steps of which a curve goes a whole number of pixels.
_STEP = 4
_NARROWEST_BOW, _WIDEST_BOW, _FARTHER = 4, 11, 20


class Strip(NamedTuple):
    """From where to where a column reaches."""

    left: int
    right: int


def in_columns(sizes: Mapping[int, Size], edges: Mapping[int, tuple[int, int]]) -> Part:
    found = layers(_column_of(sizes, edges.values()), list(edges.values()))
    columns = ordered(found)
    ports = Ports(found, columns, {node: size.height for node, size in sizes.items()})
    placed = _Placed(_strips(found, sizes), levels(found, columns, ports), ports)
    lines = {}
    for place, (edge, (start, _end)) in enumerate(edges.items()):
        route = found.routes[place]
        line = placed.bow(place, route) if place in found.bows else placed.line(place, route)
        lines[edge] = line if start == route[0] else line.reversed()
    return Part(placed.boxes(), lines)


def _column_of(sizes: Mapping[int, Size], edges: Iterable[tuple[int, int]]) -> dict[int, int]:
    neighbours = neighbours_of(edges, sizes)
    heights = {
        node: max(size.height, BETWEEN_PORTS * len(neighbours[node]) / 2)
        for node, size in sizes.items()
    }
    wanted = round(sqrt(len(sizes) / _TO_A_COLUMN))
    return divided(neighbours, heights, min(_COLUMNS_AT_MOST, max(2, wanted)))


def _strips(layers: Layers, sizes: Mapping[int, Size]) -> dict[Slot, Strip]:
    """Of each slot; between columns are channels, wider where more lines run."""
    strips: dict[Slot, Strip] = {}
    left = 0
    for column in layers.columns:
        right = left + max(sizes[slot].width for slot in column if isinstance(slot, int))
        strips |= dict.fromkeys(column, Strip(left, right))
        lines = sum(len(layers.right_of[slot]) for slot in column)
        left = right + min(_WIDEST, _NARROWEST + round(lines * _FOR_A_LINE))
    return strips


class _Placed(NamedTuple):
    strips: Mapping[Slot, Strip]
    levels: Mapping[Slot, int]
    ports: Ports

    def boxes(self) -> dict[int, Box]:
        boxes = {}
        for slot, (left, right) in self.strips.items():
            if isinstance(slot, int):
                height = self.ports.heights[slot]
                boxes[slot] = Box((left + right) / 2, self.levels[slot], right - left, height)
        return boxes

    def line(self, edge: int, route: Sequence[Slot]) -> Line:
        """From left to right."""
        sides = [self._side(edge, slot, right) for slot in route for right in (False, True)]
        return Line(tuple(sides[1:-1]))

    def bow(self, edge: int, route: Sequence[Slot]) -> Line:
        """On the right, as far out as it reaches up and down, so that bows nest."""
        one, other = (self._side(edge, slot, True) for slot in route)
        steps = _NARROWEST_BOW + int(abs(one.y - other.y) / _FARTHER)
        return Line((one, other), _STEP * min(steps, _WIDEST_BOW))

    def _side(self, edge: int, slot: Slot, on_the_right: bool) -> Point:
        left, right = self.strips[slot]
        level = self.levels[slot] + self.ports.below(edge, slot, on_the_right)
        return Point(right if on_the_right else left, level)
