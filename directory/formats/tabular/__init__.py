"""Projects as a table, a row each: CSV that spreadsheets open right and that loses nothing.

`rows` takes a text apart into cells, `cells` says how a value is spelled in one, `header` what the
columns are.
"""

from .header import looks_like_table
from .reading import read
from .writing import write

__all__ = ["looks_like_table", "read", "write"]
