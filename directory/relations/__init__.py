"""How projects are related: all relations of the directory, and those of one project, drawn."""

from .around import around
from .asked import RelationsBrowse
from .gathering import Edge
from .listing import Told, ends, listed
from .picture import drawn, pictures

__all__ = [
    "Edge",
    "RelationsBrowse",
    "Told",
    "around",
    "drawn",
    "ends",
    "listed",
    "pictures",
]
