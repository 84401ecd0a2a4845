"""What a picture may be drawn on: a sheet of paper, or a slide."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from directory.panorama import Measures

from . import paper_tiles, slide_tiles
from .tiles import Design


class Kind(NamedTuple):
    # Width by height; what has little to show may be lower if it is not `filled`.
    proportion: float
    filled: bool
    # Of tiles and what is around them, in units; names of projects are 16 high.
    measures: Measures
    design: Design
    # Whether tiles of what has ended say what took its place.
    successors: bool
    # In units; less would make what little there is too large.
    narrowest: float
    # Of title, summary, source and legend, against those of paper.
    furniture: float
    # In thousandths of the width, what the letters of the legend are high.
    legend: float
    # By their width in millimetres, the smallest first.
    sheets: tuple[float, ...]
    # Of a picture in pixels; None for one a unit.
    pixels: int | None = None


PAPER = Kind(
    proportion=sqrt(2),
    filled=False,
    measures=Measures(
        width=0,
        tile_width=112,
        tile_height=62,
        gap=14,
        padding=11,
        plate_heading=42,
        section_heading=30,
        spread=26,
    ),
    design=paper_tiles.DESIGN,
    successors=True,
    narrowest=900,
    furniture=1,
    legend=7.5,
    sheets=(420, 594, 841, 1189),
)
# As presentations have it, 13⅓ by 7½ inches, and on a screen of 1920 by 1080.
SLIDE = Kind(
    proportion=16 / 9,
    filled=True,
    measures=Measures(
        width=0,
        tile_width=134,
        tile_height=38,
        gap=8,
        tile_gap=4,
        padding=7,
        plate_heading=40,
        section_heading=28,
        spread=20,
    ),
    design=slide_tiles.DESIGN,
    successors=False,
    narrowest=640,
    furniture=0.7,
    legend=7.2,
    sheets=(338.67,),
    pixels=1920,
)
