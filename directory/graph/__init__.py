"""Graphs: which box stands where, and from where to where a line runs. Pure geometry."""

from .boxes import Box, Line, between, text_width, width_of
from .choice import most_connected
from .layout import Drawing, lay_out
from .sides import Groups, Sides, Widths, beside

__all__ = [
    "Box",
    "Drawing",
    "Groups",
    "Line",
    "Sides",
    "Widths",
    "beside",
    "between",
    "lay_out",
    "most_connected",
    "text_width",
    "width_of",
]
