"""A connected part of a graph, laid out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from operator import itemgetter
from typing import NamedTuple

from .boxes import Box
from .lines import Line

# What of a large part is seen first on a phone.
WINDOW = 330, 500


class Part(NamedTuple):
    """`boxes` stand column by column; `lines` are by the place of their edge, and lead from the
    first of its nodes to the second."""

    boxes: Mapping[int, Box]
    lines: Mapping[int, Line]

    @property
    def width(self) -> float:
        return max(shape.right for shape in self._shapes)

    @property
    def height(self) -> float:
        return max(shape.bottom for shape in self._shapes)

    @property
    def _shapes(self) -> list[Box | Line]:
        return [*self.boxes.values(), *self.lines.values()]

    def moved(self, x: float, y: float) -> Part:
        boxes = {node: box.moved(x, y) for node, box in self.boxes.items()}
        return Part(boxes, {edge: line.moved(x, y) for edge, line in self.lines.items()})

    def mirrored(self, across: int, down: int) -> Part:
        boxes = [(node, box.mirrored(across, down)) for node, box in self.boxes.items()]
        lines = {edge: line.mirrored(across, down) for edge, line in self.lines.items()}
        return Part(dict(sorted(boxes, key=itemgetter(1))), lines)

    def at_the_corner(self) -> Part:
        left = min(shape.left for shape in self._shapes)
        return self.moved(-left, -min(shape.top for shape in self._shapes))

    def fullest_first(self) -> Part:
        """At the corner, and turned so that a small window there shows most boxes."""
        ways = (self.mirrored(*signs).at_the_corner() for signs in product((1, -1), repeat=2))
        return max(ways, key=Part._in_the_window)

    def _in_the_window(self) -> int:
        across, down = WINDOW
        return sum(box.x < across and box.y < down for box in self.boxes.values())
