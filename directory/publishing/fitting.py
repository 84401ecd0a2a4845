"""How large a sheet of paper's proportions must be, so that a panorama fills it."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import NamedTuple

from directory.panorama import Layout, Measures, Panorama, layout

# Units of the sheet; names of projects are 16 high.
TILE_WIDTH, TILE_HEIGHT = 112.0, 108.0
TALLEST_TILE = 1.3 * TILE_HEIGHT
NARROWEST = 900.0
WIDEST = 24_000.0
PROPORTION = sqrt(2)
MEASURES = Measures(
    width=NARROWEST,
    tile_width=TILE_WIDTH,
    tile_height=TILE_HEIGHT,
    gap=14,
    padding=11,
    plate_heading=42,
    section_heading=30,
)
# Halvings of the width, then of the height of tiles, that make no visible difference any more.
_STEPS = 9


class Margins(NamedTuple):
    """Around the plates, in shares of the sheet's width."""

    sides: float
    above: float
    below: float


class Fit(NamedTuple):
    width: float
    height: float
    layout: Layout


def fit(panorama: Panorama, margins: Margins) -> Fit:
    """A sheet as wide as √2 times its height, or wider if there is little to show."""
    width = _width(panorama, margins)
    room = _room(width, margins)
    placed = layout(panorama.shapes, _measures(width, margins, _tile(panorama, width, margins)))
    return Fit(width, width / PROPORTION - room + placed.height, placed)


def emphasis(width: float) -> float:
    """How much larger headings are on a sheet so wide, which is seen from further away."""
    return min(max(1, width / 2_600), 2.4)


def _measures(width: float, margins: Margins, tile_height: float = TILE_HEIGHT) -> Measures:
    larger = emphasis(width)
    return replace(
        MEASURES,
        width=width * (1 - 2 * margins.sides),
        tile_height=tile_height,
        plate_heading=MEASURES.plate_heading * larger,
        section_heading=MEASURES.section_heading * larger,
    )


def _room(width: float, margins: Margins) -> float:
    return width * (1 / PROPORTION - margins.above - margins.below)


def _width(panorama: Panorama, margins: Margins) -> float:
    """The least at which all plates have room."""

    def fits(width: float) -> bool:
        return layout(panorama.shapes, _measures(width, margins)).height <= _room(width, margins)

    too_narrow, enough = NARROWEST, NARROWEST
    while not fits(enough) and enough < WIDEST:
        too_narrow, enough = enough, enough * 1.5
    for _step in range(_STEPS if enough > NARROWEST else 0):
        middle = (too_narrow + enough) / 2
        too_narrow, enough = (too_narrow, middle) if fits(middle) else (middle, enough)
    return enough


def _tile(panorama: Panorama, width: float, margins: Margins) -> float:
    """The greatest height of tiles at which all plates have room."""
    room = _room(width, margins)
    fits, too_high = TILE_HEIGHT, TALLEST_TILE
    for _step in range(_STEPS):
        middle = (fits + too_high) / 2
        placed = layout(panorama.shapes, _measures(width, margins, middle))
        fits, too_high = (middle, too_high) if placed.height <= room else (fits, middle)
    return fits
