"""The tiles of a section in lines, as `grid-auto-flow: dense` places them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import count, islice
from typing import NamedTuple


class Shape(NamedTuple):
    """A section: tiles of two columns' width, tiles of one, and whether there is a heading."""

    large: int
    normal: int
    headed: bool = False
    # What each tile needs, large ones first; empty where the measures say how high all are.
    heights: tuple[float, ...] = ()


def cells(shape: Shape, across: int) -> Iterator[tuple[int, int, int]]:
    """(line, column, columns taken) of each tile."""
    pairs = across // 2
    taken = set()
    for place in range(shape.large):
        line, column = place // pairs, place % pairs * 2
        taken |= {(line, column), (line, column + 1)}
        yield line, column, 2
    free = (cell for place in count() if (cell := divmod(place, across)) not in taken)
    for line, column in islice(free, shape.normal):
        yield line, column, 1


def line_count(shape: Shape, across: int) -> int:
    """Small tiles fill what large ones leave over at the end of a line."""
    filled = 2 * shape.large + shape.normal
    return max(-(-shape.large // (across // 2)), -(-filled // across), 1)


@lru_cache(maxsize=4_096)
def line_heights(shape: Shape, across: int, least: float) -> tuple[float, ...]:
    """A line is as high as the tile in it that needs most, and no less than `least`."""
    heights = [least] * line_count(shape, across)
    if shape.heights:
        placed = zip(cells(shape, across), shape.heights, strict=True)
        for (line, _column, _columns), needed in placed:
            heights[line] = max(heights[line], needed)
    return tuple(heights)
