"""What the first row of a table tells: the delimiter, the columns, whether it is one of ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .cells import SPELLINGS
from .rows import DELIMITERS, Cell, Rows

# As much of a text as is looked at to find out what it is.
SAMPLE = 10_000


def looks_like_table(text: str) -> bool:
    """Whether the first row names columns of ours, and more of them than of others."""
    header = header_of(text[:SAMPLE], delimiter_of(text))
    return known(header) > len(header) / 2


def delimiter_of(text: str) -> str:
    """The one that parts the first row into the most columns that we know."""
    sample = text[:SAMPLE]
    return max(DELIMITERS, key=lambda delimiter: known(header_of(sample, delimiter)))


def header_of(text: str, delimiter: str) -> list[Cell]:
    """Without the empty cells at its end that spreadsheets leave."""
    row = next(filled(Rows(text, delimiter)), [])
    while row and not name_of(row[-1]):
        row.pop()
    return row


def filled(rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    return (row for row in rows if any(cell.text.strip() for cell in row))


def name_of(cell: Cell) -> str:
    return cell.text.strip()


def known(header: Iterable[Cell]) -> int:
    """How many of its columns are ours."""
    return sum(name_of(cell) in SPELLINGS for cell in header)
