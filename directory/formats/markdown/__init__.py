"""Awesome lists: Markdown whose headings are categories and whose list items are projects.

Read and written in this order (tests/test_layers.py: all are here):

    commonmark · source · inline                    the text taken apart, each piece with its place
    texts · addresses · marks · anchors             what pieces mean
    entry · entry_names · entry_edges · entries     one project
    frontmatter · sections · tables · document      the list as people see it
    order · checks · reading                        what is wrong with it; records of it
    entry_text · style · writing                    records as a list
    category_fields · category_match                which heading is which category
    entry_edits · row_edits · list_edits            what differs from the directory
    new_headings · placement · rewriting            edits in the text of a list
"""

from .reading import read
from .rewriting import rewrite
from .writing import write

__all__ = ["read", "rewrite", "write"]
