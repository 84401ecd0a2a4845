"""Projects as a table, a row each: CSV that spreadsheets open right and that loses nothing.

`rows` takes a text apart into cells, `cells` says how a value is spelled in one, `header` what the
columns are.
"""

from .header import looks_like_table
from .reading import read
from .writing import BYTE_ORDER_MARK, COLUMNS, row, write

__all__ = ["BYTE_ORDER_MARK", "COLUMNS", "looks_like_table", "read", "row", "write"]
