"""Labels in boxes, and lines between boxes."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

FONT_SIZE = 12
HEIGHT = 24
_PADDING = 18
# Of the size of the font, on the safe side of the faces that readers have.
_WIDE, _NARROW = 1.0, 0.62


def text_width(said: str) -> float:
    """Chinese characters are as wide as the font is high."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in said)
    return FONT_SIZE * (wide * _WIDE + (len(said) - wide) * _NARROW)


def width_of(label: str) -> int:
    """How wide a box must be for a label."""
    return round(text_width(label)) + _PADDING


class Box(NamedTuple):
    """`x` and `y` are its middle."""

    x: float
    y: float
    width: float
    height: float = HEIGHT

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2

    def moved(self, x: float, y: float) -> Box:
        return self._replace(x=self.x + x, y=self.y + y)

    def overlap(self, other: Box, across: float = 0, down: float = 0) -> tuple[float, float]:
        """How far the two reach into one another, across and down; they overlap if both are
        above zero. Nearer than the gaps counts as overlapping."""
        return (
            (self.width + other.width) / 2 + across - abs(self.x - other.x),
            (self.height + other.height) / 2 + down - abs(self.y - other.y),
        )


class Line(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float


def between(box: Box, other: Box, aside: float = 0) -> Line:
    """The line from one box's edge to the other's, moved aside from the line of their middles."""
    x, y = other.x - box.x, other.y - box.y
    length = (x * x + y * y) ** 0.5 or 1
    across, down = -y / length * aside, x / length * aside
    start, end = _to_the_edge(box, x, y), _to_the_edge(other, -x, -y)
    return Line(start[0] + across, start[1] + down, end[0] + across, end[1] + down)


def _to_the_edge(box: Box, x: float, y: float) -> tuple[float, float]:
    """Where a ray from the middle of a box in a direction leaves it."""
    reaches = [
        half / abs(way)
        for half, way in ((box.width / 2, x), (box.height / 2, y))
        if abs(way) > 1e-9
    ]
    share = min(reaches, default=0)
    return box.x + x * share, box.y + y * share
