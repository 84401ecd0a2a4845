"""How large a sheet must be, so that a panorama fills it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil
from typing import NamedTuple

from directory.panorama import Layout, Measures, Panorama, Shape, arrange, layout

from .kinds import Kind

WIDEST = 24_000.0
# Halvings of the width that make no visible difference any more.
_STEPS = 10
# Widths are multiples of it, so that a slide of 1920 pixels has 1080 from above.
_GRAIN = 16
# How much higher plates may be than they must, to fill a sheet.
_TALLER = 1.25


class Margins(NamedTuple):
    """Around the plates, in shares of the sheet's width."""

    sides: float
    above: float
    below: float


class Fit(NamedTuple):
    width: float
    height: float
    margins: Margins
    layout: Layout


def fit(panorama: Panorama, heights: Mapping[int, float], margins: Margins, kind: Kind) -> Fit:
    """A sheet in the proportions of its kind, or wider if there is little to show on paper;
    `heights` are what tiles need, by project."""
    shapes = panorama.shapes(heights)
    fitting = _Fitting(shapes, margins, kind)
    width = fitting.width()
    room, measures = fitting.room(width), fitting.measures(width)
    taller = arrange(shapes, measures).plates.height * _TALLER
    placed = layout(shapes, measures, min(room, taller))
    height = width / kind.proportion
    return Fit(width, height if kind.filled else height - room + placed.height, margins, placed)


def emphasis(width: float) -> float:
    """How much larger headings are on a sheet so wide, which is seen from further away."""
    return min(max(1, width / 2_600), 2.4)


class _Fitting(NamedTuple):
    shapes: tuple[tuple[Shape, ...], ...]
    margins: Margins
    kind: Kind

    def measures(self, width: float) -> Measures:
        usual, larger = self.kind.measures, emphasis(width)
        return replace(
            usual,
            width=width * (1 - 2 * self.margins.sides),
            gap=usual.gap * larger,
            plate_heading=usual.plate_heading * larger,
            section_heading=usual.section_heading * larger,
        )

    def room(self, width: float) -> float:
        return width * (1 / self.kind.proportion - self.margins.above - self.margins.below)

    def width(self) -> float:
        """The least at which all plates have room."""
        too_narrow = enough = self.kind.narrowest
        while not self._fits(enough) and enough < WIDEST:
            too_narrow, enough = enough, enough * 1.5
        for _step in range(_STEPS if enough > self.kind.narrowest else 0):
            middle = (too_narrow + enough) / 2
            too_narrow, enough = (too_narrow, middle) if self._fits(middle) else (middle, enough)
        return ceil(enough / _GRAIN) * _GRAIN

    def _fits(self, width: float) -> bool:
        return arrange(self.shapes, self.measures(width)).plates.height <= self.room(width)
