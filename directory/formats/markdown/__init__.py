"""Awesome lists: Markdown whose headings are categories and whose list items are projects.

commonmark · source · inline    the text taken apart, each piece with its place
texts · addresses · marks       what pieces mean
frontmatter · sections · entries · tables · document    the list as people see it
order · checks · reading        what is wrong with it; records of it
writing · rewriting             records as a list; edits in the text of one
"""

from .reading import read
from .rewriting import rewrite
from .writing import write

__all__ = ["read", "rewrite", "write"]
