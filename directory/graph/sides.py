"""One box in the middle, others in a column on either side under the words of their group."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from .boxes import Box, Size
from .lines import Line, Point
from .ports import BETWEEN_PORTS

_GAP = 8
_HEADING = 22
_BASE_LINE = 14
_CHANNEL = 44

K = TypeVar("K", bound=Hashable)


class Group(NamedTuple):
    """How wide its heading is, and how large its boxes are."""

    heading: int
    boxes: Sequence[Size]

    @property
    def width(self) -> int:
        return max(self.heading, *(size.width for size in self.boxes))

    @property
    def height(self) -> int:
        return _HEADING + sum(size.height + _GAP for size in self.boxes)


Groups = dict[K, Group]


class Heading(NamedTuple, Generic[K]):
    """Its words stand on `y` and begin at `x`, or end there if `on_the_left`."""

    group: K
    x: float
    y: float
    on_the_left: bool


class Sides(NamedTuple, Generic[K]):
    """`boxes` are by group and place in it, and so are `lines`, from them to the middle."""

    width: float
    height: float
    middle: Box
    boxes: Mapping[tuple[K, int], Box]
    lines: Mapping[tuple[K, int], Line]
    headings: Sequence[Heading[K]]


def beside(middle: Size, left: Groups[K], right: Groups[K]) -> Sides[K]:
    """Groups left and right of a box that is as high as the lines to it need, the boxes of a side
    equally wide. The last groups of a side change to the other one while that makes the whole less
    high."""
    left, right = _balanced(left, right)
    high = max(middle.height, BETWEEN_PORTS * max(_boxes(left), _boxes(right)))
    height = max(high, _height(left), _height(right))
    start = _widest(left) + _CHANNEL if left else 0
    end = start + middle.width + (_CHANNEL if right else 0)
    box = Box(start + middle.width / 2, height / 2, middle.width, high)
    one = _Side(left, 0, (height - _height(left)) / 2, True)
    other = _Side(right, end, (height - _height(right)) / 2, False)
    return Sides(
        end + _widest(right),
        height,
        box,
        one.boxes() | other.boxes(),
        one.lines(box) | other.lines(box),
        one.headings() + other.headings(),
    )


class _Side(NamedTuple, Generic[K]):
    """A column that begins at `x` and `y`."""

    groups: Groups[K]
    x: float
    y: float
    on_the_left: bool

    @property
    def width(self) -> int:
        return _widest(self.groups)

    def boxes(self) -> dict[tuple[K, int], Box]:
        boxes = {}
        y = self.y
        for name, group in self.groups.items():
            y += _HEADING
            for place, size in enumerate(group.boxes):
                middle = Point(self.x + self.width / 2, y + size.height / 2)
                boxes[name, place] = Box(*middle, self.width, size.height)
                y += size.height + _GAP
        return boxes

    def lines(self, middle: Box) -> dict[tuple[K, int], Line]:
        """The higher a box stands, the higher its line ends."""
        boxes = self.boxes()
        first = middle.y - BETWEEN_PORTS * (len(boxes) - 1) / 2
        lines = {}
        for place, (key, box) in enumerate(boxes.items()):
            start, end = (box.right, middle.left) if self.on_the_left else (box.left, middle.right)
            port = Point(end, first + BETWEEN_PORTS * place)
            lines[key] = Line((Point(start, box.y), port))
        return lines

    def headings(self) -> list[Heading[K]]:
        x = self.x + self.width if self.on_the_left else self.x
        headings = []
        y = self.y + _BASE_LINE
        for name, group in self.groups.items():
            headings.append(Heading(name, x, y, self.on_the_left))
            y += group.height
        return headings


def _balanced(left: Groups[K], right: Groups[K]) -> tuple[Groups[K], Groups[K]]:
    left, right = dict(left), dict(right)
    high, low = (left, right) if _height(left) > _height(right) else (right, left)
    while len(high) > 1:
        last = next(reversed(high))
        if _height(low) + high[last].height >= _height(high):
            break
        low[last] = high.pop(last)
    return left, right


def _widest(groups: Groups[K]) -> int:
    return max((group.width for group in groups.values()), default=0)


def _height(groups: Groups[K]) -> int:
    return sum(group.height for group in groups.values())


def _boxes(groups: Groups[K]) -> int:
    return sum(len(group.boxes) for group in groups.values())
