"""The landscape as a picture: a plate a category, a tile a project.

`PanoramaBrowse` says what was asked, `panorama` what stands where, `tiles` what is on each tile,
`arrange` how plates and their sections fill the width, and `layout` where each box is.
"""

from .asked import PanoramaBrowse
from .boxes import Box, Layout, PlateBox, SectionBox, layout
from .gathering import panorama
from .lines import Shape
from .model import Panorama, Plate, Section, Tile
from .packing import Measures, Row, arrange, plate_height
from .tiles import tiles

__all__ = [
    "Box",
    "Layout",
    "Measures",
    "Panorama",
    "PanoramaBrowse",
    "Plate",
    "PlateBox",
    "Row",
    "Section",
    "SectionBox",
    "Shape",
    "Tile",
    "arrange",
    "layout",
    "panorama",
    "plate_height",
    "tiles",
]
