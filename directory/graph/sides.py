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
# The widths of the boxes of each group.
Groups = dict[K, list[int]]


class Sides(NamedTuple, Generic[K]):
    """`boxes` are by group and place in it; `headings` are (group, left edge, base line)."""

    width: float
    height: float
    middle: Box
    boxes: Mapping[tuple[K, int], Box]
    headings: Sequence[tuple[K, float, float]]


def beside(middle: int, left: Groups[K], right: Groups[K]) -> Sides[K]:
    """Groups left and right of a box of the width `middle`. The last ones of a side change to the
    other one while that makes the whole less high."""
    left, right = _balanced(left, right)
    height = max(HEIGHT, _height(left), _height(right))
    start = _widest(left) + _BETWEEN if left else 0
    end = start + middle + (_BETWEEN if right else 0)
    boxes: dict[tuple[K, int], Box] = {}
    headings: list[tuple[K, float, float]] = []
    for groups, x in ((left, 0), (right, end)):
        y = (height - _height(groups)) / 2
        for group, widths in groups.items():
            headings.append((group, x, y + _BASE_LINE))
            y += _HEADING
            for place, width in enumerate(widths):
                boxes[group, place] = Box(x + width / 2, y + HEIGHT / 2, width)
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
    return max((width for widths in groups.values() for width in widths), default=0)


def _height(groups: Groups[K]) -> int:
    return sum(_HEADING + _ROW * len(widths) for widths in groups.values())
