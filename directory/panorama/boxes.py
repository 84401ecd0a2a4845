"""Where every plate, section and tile stands, for pictures that a browser does not lay out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .lines import Shape, cells
from .packing import Arrangement, Measures, Packed, Stack, arrange, plate_height


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


def layout(plates: tuple[tuple[Shape, ...], ...], measures: Measures, height: float = 0) -> Layout:
    """Boxes from (0, 0) on; those of a row are stretched so that they end together, and all so
    that they are `height` high in all, if they are not higher."""
    arrangement = arrange(plates, measures)
    height = max(height, arrangement.plates.height)
    return Layout(list(_Placing(plates, measures, arrangement).plates(height)), height)


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

    def plates(self, height: float) -> Iterator[PlateBox]:
        for row, of_row, top in self._from_above(self.arrangement.plates, height):
            across = 0
            for stack in row:
                yield from self._stack(stack, self._offset(across), top, of_row)
                across += stack.span

    def _offset(self, columns: int) -> float:
        return self.measures.span(columns) + self.measures.gap if columns else 0.0

    def _stack(self, stack: Stack, x: float, top: float, height: float) -> Iterator[PlateBox]:
        gap, width = self.measures.gap, self.measures.span(stack.span)
        places = range(stack.first, stack.end)
        own = [plate_height(self.arrangement.sections[place], self.measures) for place in places]
        for place, stretched in zip(places, _stretched(own, gap, height), strict=True):
            box = Box(x, top, width, stretched)
            yield PlateBox(box, list(self._sections(place, stack.span, box)))
            top += stretched + gap

    def _sections(self, place: int, span: int, plate: Box) -> Iterator[SectionBox]:
        measures, inner = self.measures, self.measures.inner(span)
        left, above = plate.x + measures.padding, plate.y + measures.plate_heading
        height = plate.height - measures.plate_heading - measures.padding
        for row, of_row, top in self._from_above(self.arrangement.sections[place], height):
            across = 0
            for stack in row:
                before = measures.span(across, span, inner) + measures.gap if across else 0.0
                width = measures.span(stack.span, span, inner)
                box = Box(left + before, above + top, width, of_row)
                yield SectionBox(box, list(self._tiles(self.shapes[place][stack.first], box)))
                across += stack.span

    def _tiles(self, shape: Shape, section: Box) -> Iterator[Box]:
        measures, across = self.measures, self.measures.tiles_across(section.width)
        gap = measures.tile_gap
        width = (section.width - (across - 1) * gap) / across
        heights = self._line_heights(shape, section)
        top = section.y + (measures.section_heading if shape.headed else 0)
        tops = [top + sum(heights[:line]) + line * gap for line in range(len(heights))]
        for line, column, columns in cells(shape, across):
            yield Box(
                section.x + column * (width + gap),
                tops[line],
                columns * width + (columns - 1) * gap,
                heights[line],
            )

    def _line_heights(self, shape: Shape, section: Box) -> list[float]:
        heights = self.measures.line_heights(shape, section.width)
        spare = section.height - self.measures.section_height(shape, section.width)
        spread = min(self.measures.spread, max(spare, 0) / len(heights))
        return [height + spread for height in heights]

    def _from_above(
        self, packed: Packed, height: float
    ) -> Iterator[tuple[tuple[Stack, ...], float, float]]:
        """(row, its height, where it begins) of rows that are stretched to a height in all."""
        gap, top = self.measures.gap, 0.0
        for row, stretched in zip(
            packed.rows, _stretched(packed.heights, gap, height), strict=True
        ):
            yield row, stretched, top
            top += stretched + gap


def _stretched(heights: Sequence[float], gap: float, height: float) -> list[float]:
    """Heights that are this much in all with the gaps between, in the proportions they had."""
    factor = (height - gap * (len(heights) - 1)) / sum(heights) if heights else 1
    return [own * factor for own in heights]
