"""How plates and their sections fill the width: pure arithmetic, in any unit of length.

Blocks keep their order. A row is a few stacks side by side that fill all columns, a stack a few
blocks one below another; among all ways to cut the blocks into rows the one with the least height
in all is taken. Sections are packed so within their plate, plates within the whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, product
from typing import NamedTuple

from .lines import Shape, line_count, line_heights

# How much a row with stacks of unequal height is worse than an even one.
_UNEVENNESS = 0.1
# How much worse a row is for each column that its widest stack has more than its narrowest: only
# what is as high otherwise is decided by it.
_LOPSIDED = 0.01


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes of what is drawn. A plate is never narrower than `narrowest` of the columns, and has
    room for two tiles side by side; a tile is `tile_height` high at least."""

    width: float
    tile_width: float
    tile_height: float
    columns: int = 12
    narrowest: int = 3
    # Plates that may stand one below another beside a higher one.
    deepest: int = 3
    gap: float = 12
    tile_gap: float = 6
    # Around what is in a plate, its border included.
    padding: float = 12
    plate_heading: float = 36
    section_heading: float = 30
    # How much higher a line of tiles may be than it must, to fill its section.
    spread: float = 0

    def span(self, columns: int, of: int | None = None, within: float | None = None) -> float:
        """The width of some columns, of all or those of a plate."""
        of, within = of or self.columns, self.width if within is None else within
        one = (within - (of - 1) * self.gap) / of
        return columns * one + (columns - 1) * self.gap

    def inner(self, span: int) -> float:
        """The width within a plate."""
        return self.span(span) - 2 * self.padding

    def tiles_across(self, width: float) -> int:
        return max(2, int((width + self.tile_gap) // (self.tile_width + self.tile_gap)))

    def section_height(self, shape: Shape, width: float) -> float:
        heading = self.section_heading if shape.headed else 0
        lines = line_count(shape, self.tiles_across(width))
        # Most panoramas have tiles of one height, and packing asks thousands of times.
        tiles = sum(self.line_heights(shape, width)) if shape.heights else lines * self.tile_height
        return heading + tiles + (lines - 1) * self.tile_gap

    def line_heights(self, shape: Shape, width: float) -> tuple[float, ...]:
        return line_heights(shape, self.tiles_across(width), self.tile_height)

    def least_span(self, of: int, within: float, padding: float = 0) -> int:
        """Of some columns in this width, how many the narrowest block takes."""
        two_tiles = 2 * self.tile_width + self.tile_gap + 2 * padding
        spans = range(min(self.narrowest, of), of)
        return next((n for n in spans if self.span(n, of, within) >= two_tiles), of)


class Stack(NamedTuple):
    """The blocks from `first` up to `end`, one below another, `span` columns wide."""

    span: int
    first: int
    end: int


Row = tuple[Stack, ...]
# (span, number of blocks) of each stack of a row
Pattern = tuple[tuple[int, int], ...]


class Packed(NamedTuple):
    """Rows of blocks; `heights` are those of the rows."""

    rows: tuple[Row, ...]
    heights: tuple[float, ...]
    height: float


class Arrangement(NamedTuple):
    """Plates in rows, and for each plate, in order, its sections in rows of its columns."""

    plates: Packed
    sections: tuple[Packed, ...]


@lru_cache(maxsize=256)
def arrange(plates: tuple[tuple[Shape, ...], ...], measures: Measures) -> Arrangement:
    narrowest = measures.least_span(measures.columns, measures.width, measures.padding)
    spans = range(narrowest, measures.columns + 1)
    packed = [{span: sections_within(plate, span, measures) for span in spans} for plate in plates]
    heights = [
        {span: plate_height(of_span, measures) for span, of_span in of_plate.items()}
        for of_plate in packed
    ]
    rows = pack(heights, measures.columns, narrowest, measures.deepest, measures.gap)
    chosen = {
        place: stack.span
        for row in rows.rows
        for stack in row
        for place in range(stack.first, stack.end)
    }
    return Arrangement(rows, tuple(packed[i][chosen[i]] for i in range(len(plates))))


def plate_height(sections: Packed, measures: Measures) -> float:
    return measures.plate_heading + sections.height + measures.padding


@lru_cache(maxsize=4_096)
def sections_within(plate: tuple[Shape, ...], span: int, measures: Measures) -> Packed:
    inner = measures.inner(span)
    narrowest = measures.least_span(span, inner)
    widths = {s: measures.span(s, span, inner) for s in range(narrowest, span + 1)}
    heights = [
        {s: measures.section_height(shape, width) for s, width in widths.items()} for shape in plate
    ]
    return pack(heights, span, narrowest, 1, measures.gap)


def pack(
    heights: Sequence[dict[int, float]], columns: int, narrowest: int, deepest: int, gap: float
) -> Packed:
    """Blocks with their height by span, in rows of the least height in all."""
    sums = {
        span: list(accumulate((block[span] + gap for block in heights), initial=0.0))
        for span in range(narrowest, columns + 1)
    }
    count = len(heights)
    # From each block on: the cost, and the row that comes first with its height.
    best: list[tuple[float, Row, float]] = [(0.0, (), 0.0)] * (count + 1)
    for first in reversed(range(count)):
        best[first] = min(
            (height + gap + worse + best[row[-1].end][0], row, height)
            for row, height, worse in _rows(first, sums, columns, narrowest, deepest, gap)
        )
    return _packed(best, count, gap)


def _packed(best: Sequence[tuple[float, Row, float]], count: int, gap: float) -> Packed:
    rows, heights, place = [], [], 0
    while place < count:
        _cost, row, height = best[place]
        rows.append(row)
        heights.append(height)
        place = row[-1].end
    return Packed(tuple(rows), tuple(heights), sum(heights) + gap * max(len(rows) - 1, 0))


def _rows(
    first: int,
    sums: dict[int, list[float]],
    columns: int,
    narrowest: int,
    deepest: int,
    gap: float,
) -> Iterator[tuple[Row, float, float]]:
    """Every row that can begin with a block: its stacks, its height, and how much worse it is than
    another one of that height."""
    count = len(sums[columns]) - 1
    for pattern, lopsided in _patterns(columns, narrowest, deepest):
        place, row, tallest, filled = first, [], 0.0, 0.0
        for span, size in pattern:
            end = place + size
            if end > count:
                break
            height = sums[span][end] - sums[span][place] - gap
            tallest = max(tallest, height)
            filled += span * height
            row.append(Stack(span, place, end))
            place = end
        else:
            unevenness = (tallest - filled / columns) * _UNEVENNESS
            yield tuple(row), tallest, unevenness + lopsided


@cache
def _patterns(columns: int, narrowest: int, deepest: int) -> list[tuple[Pattern, float]]:
    """Ways to fill a row, and how much worse each is for its stacks being unequal."""
    return [
        (tuple(zip(spans, sizes, strict=True)), (max(spans) - min(spans)) * _LOPSIDED)
        for spans in _sums_to(columns, narrowest)
        for sizes in product(range(1, deepest + 1), repeat=len(spans))
    ]


def _sums_to(columns: int, narrowest: int) -> Iterator[tuple[int, ...]]:
    yield (columns,)
    for span in range(narrowest, columns - narrowest + 1):
        for rest in _sums_to(columns - span, narrowest):
            yield (span, *rest)
