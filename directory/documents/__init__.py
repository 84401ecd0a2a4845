"""The directory as texts to take away: a list as JSON, CSV and Markdown, a project and a comparison
as Markdown.

`markdown` is the one way in which all of them write it, `prose` turns what editors wrote; lists
come piece by piece, for there may be a hundred thousand projects in one.
"""

from . import comparison, data, listing, sheet, table
from .asked import Taking

__all__ = ["Taking", "comparison", "data", "listing", "sheet", "table"]
