"""The landscape as a picture: a plate a category, a tile a project.

`PanoramaBrowse` says what was asked, `panorama` what stands where, `tiles` what is on each tile,
and `packing` how plates and their sections fill the width.
"""

from .asked import PanoramaBrowse
from .gathering import TILES_AT_MOST, panorama
from .model import Panorama, Plate, Section, Tile
from .tiles import tiles

__all__ = [
    "TILES_AT_MOST",
    "Panorama",
    "PanoramaBrowse",
    "Plate",
    "Section",
    "Tile",
    "panorama",
    "tiles",
]
