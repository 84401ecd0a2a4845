"""Where every plate, section and tile stands, for pictures that a browser does not lay out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from typing import NamedTuple

from .packing import Arrangement, Measures, Packed, Shape, Stack, arrange, plate_height


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float


class SectionBox(NamedTuple):
    """A section, its heading at the top if it has one, and its tiles in their order."""

    box: Box
    tiles: list[Box]


class PlateBox(NamedTuple):
    box: Box
    sections: list[SectionBox]


class Layout(NamedTuple):
    plates: list[PlateBox]
    height: float


def layout(plates: tuple[tuple[Shape, ...], ...], measures: Measures) -> Layout:
    """Boxes from (0, 0) on; those of a row are stretched so that they end together."""
    arrangement = arrange(plates, measures)
    return Layout(list(_Placing(plates, measures, arrangement).plates()), arrangement.plates.height)


class _Placing:
    def __init__(
        self,
        plates: tuple[tuple[Shape, ...], ...],
        measures: Measures,
        arrangement: Arrangement,
    ) -> None:
        self.shapes = plates
        self.measures = measures
        self.arrangement = arrangement

    def plates(self) -> Iterator[PlateBox]:
        for row, height, top in _from_above(self.arrangement.plates, self.measures.gap):
            across = 0
            for stack in row:
                yield from self._stack(stack, self._offset(across), top, height)
                across += stack.span

    def _offset(self, columns: int) -> float:
        return self.measures.span(columns) + self.measures.gap if columns else 0.0

    def _stack(self, stack: Stack, x: float, top: float, height: float) -> Iterator[PlateBox]:
        gap, width = self.measures.gap, self.measures.span(stack.span)
        heights = [self._height(place) for place in range(stack.first, stack.end)]
        stretched = (height - sum(heights) - gap * (len(heights) - 1)) / len(heights)
        for place, own in zip(range(stack.first, stack.end), heights, strict=True):
            box = Box(x, top, width, own + stretched)
            yield PlateBox(box, list(self._sections(place, stack.span, box)))
            top += box.height + gap

    def _height(self, place: int) -> float:
        return plate_height(self.arrangement.sections[place], self.measures)

    def _sections(self, place: int, span: int, plate: Box) -> Iterator[SectionBox]:
        measures, inner = self.measures, self.measures.inner(span)
        left, above = plate.x + measures.padding, plate.y + measures.plate_heading
        for row, height, top in _from_above(self.arrangement.sections[place], measures.gap):
            across = 0
            for stack in row:
                before = measures.span(across, span, inner) + measures.gap if across else 0.0
                width = measures.span(stack.span, span, inner)
                box = Box(left + before, above + top, width, height)
                yield SectionBox(box, list(self._tiles(self.shapes[place][stack.first], box)))
                across += stack.span

    def _tiles(self, shape: Shape, section: Box) -> Iterator[Box]:
        measures, across = self.measures, self.measures.tiles_across(section.width)
        width = (section.width - (across - 1) * measures.tile_gap) / across
        top = section.y + (measures.section_heading if shape.headed else 0)
        for line, column, cells in _cells(shape, across):
            yield Box(
                section.x + column * (width + measures.tile_gap),
                top + line * (measures.tile_height + measures.tile_gap),
                cells * width + (cells - 1) * measures.tile_gap,
                measures.tile_height,
            )


def _from_above(packed: Packed, gap: float) -> Iterator[tuple[tuple[Stack, ...], float, float]]:
    """(row, its height, where it begins)"""
    top = 0.0
    for row, height in zip(packed.rows, packed.heights, strict=True):
        yield row, height, top
        top += height + gap


def _cells(shape: Shape, across: int) -> Iterator[tuple[int, int, int]]:
    """(line, column, columns taken) of each tile: as `grid-auto-flow: dense` places them."""
    pairs = across // 2
    taken = set()
    for place in range(shape.large):
        line, column = place // pairs, place % pairs * 2
        taken |= {(line, column), (line, column + 1)}
        yield line, column, 2
    free = (cell for place in count() if (cell := divmod(place, across)) not in taken)
    for line, column in islice(free, shape.normal):
        yield line, column, 1
