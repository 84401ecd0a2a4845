"""Graphs: which box stands where, and from where to where a line runs. Pure geometry."""

from .boxes import Box, Line, between, width_of
from .choice import most_connected
from .layout import Drawing, lay_out
from .sides import Groups, Sides, beside

__all__ = [
    "Box",
    "Drawing",
    "Groups",
    "Line",
    "Sides",
    "beside",
    "between",
    "lay_out",
    "most_connected",
    "width_of",
]
