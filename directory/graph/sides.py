"""One box in the middle, others in a column on either side under the words of their group."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from .boxes import HEIGHT, Box

_ROW = HEIGHT + 8
_HEADING = 22
_BASE_LINE = 14
_BETWEEN = 120

K = TypeVar("K", bound=Hashable)


class Widths(NamedTuple):
    """Of a group's heading and of its boxes."""

    heading: int
    boxes: Sequence[int]


Groups = dict[K, Widths]


class Heading(NamedTuple, Generic[K]):
    """Its words stand on `y` and begin at `x`, or end there if `on_the_left`."""

    group: K
    x: float
    y: float
    on_the_left: bool


class Sides(NamedTuple, Generic[K]):
    """`boxes` are by group and place in it."""

    width: float
    height: float
    middle: Box
    boxes: Mapping[tuple[K, int], Box]
    headings: Sequence[Heading[K]]


def beside(middle: int, left: Groups[K], right: Groups[K]) -> Sides[K]:
    """Groups left and right of a box of the width `middle`, each column even towards it, so that
    no line from there runs through a heading. The last groups of a side change to the other one
    while that makes the whole less high."""
    left, right = _balanced(left, right)
    height = max(HEIGHT, _height(left), _height(right))
    start = _widest(left) + _BETWEEN if left else 0
    end = start + middle + (_BETWEEN if right else 0)
    boxes: dict[tuple[K, int], Box] = {}
    headings: list[Heading[K]] = []
    for groups, edge, on_the_left in ((left, _widest(left), True), (right, end, False)):
        y = (height - _height(groups)) / 2
        for group, widths in groups.items():
            headings.append(Heading(group, edge, y + _BASE_LINE, on_the_left))
            y += _HEADING
            for place, width in enumerate(widths.boxes):
                half = -width / 2 if on_the_left else width / 2
                boxes[group, place] = Box(edge + half, y + HEIGHT / 2, width)
                y += _ROW
    box = Box(start + middle / 2, height / 2, middle)
    return Sides(end + _widest(right), height, box, boxes, headings)


def _balanced(left: Groups[K], right: Groups[K]) -> tuple[Groups[K], Groups[K]]:
    left, right = dict(left), dict(right)
    high, low = (left, right) if _height(left) > _height(right) else (right, left)
    while len(high) > 1:
        last = next(reversed(high))
        if _height(low) + _height({last: high[last]}) >= _height(high):
            break
        low[last] = high.pop(last)
    return left, right


def _widest(groups: Groups[K]) -> int:
    return max((max(w.heading, *w.boxes) for w in groups.values()), default=0)


def _height(groups: Groups[K]) -> int:
    return sum(_HEADING + _ROW * len(widths.boxes) for widths in groups.values())
