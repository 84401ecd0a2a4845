"""Graphs: which box stands where, and from where to where a line runs. Pure geometry."""

from .boxes import LINE_HEIGHT, Box, Size, text_width
from .choice import most_connected
from .layout import lay_out
from .lines import Line, Point
from .part import WINDOW, Part
from .sides import Group, Groups, Sides, beside

__all__ = [
    "LINE_HEIGHT",
    "WINDOW",
    "Box",
    "Group",
    "Groups",
    "Line",
    "Part",
    "Point",
    "Sides",
    "Size",
    "beside",
    "lay_out",
    "most_connected",
    "text_width",
]
