"""How projects are related: all relations of the directory, and those of one project, drawn."""

from .around import around
from .asked import RelationsBrowse
from .files import as_json
from .listing import Told, listed
from .picture import drawn, picture

__all__ = ["RelationsBrowse", "Told", "around", "as_json", "drawn", "listed", "picture"]
