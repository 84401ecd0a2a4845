"""What a comparison is made of. Unknown is never a value: it differs from nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, NamedTuple

from directory import text

# Kinds of rows, by what is compared: words, one value, some values, a date as far as it is known.
TEXT, VALUE, SET, DATE = "text", "value", "set", "date"


class Item(NamedTuple):
    label: str
    url: str = ""


class Source(NamedTuple):
    """Where the value of a cell was read, and of which day that was. `number` is its place in the
    list of sources."""

    url: str
    verified: datetime.date
    number: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of a project in a row.

    `data` is what is compared and what machines get, None if unknown: `{"zh": …, "en": …}` for
    words, a list for a set, otherwise a text. `text` says it in the language on display, `items`
    one by one if it is a list. `mark` names the drawn mark beside it, such as `val yes`.
    """

    data: Any = None
    text: str = ""
    items: Sequence[Item] = ()
    note: str = ""
    mark: str = ""
    source: Source | None = None
    is_unverified: bool = False

    @property
    def is_known(self) -> bool:
        return self.data is not None


UNKNOWN = Cell()


@dataclass(frozen=True, slots=True)
class Row:
    """`is_compared` is false where each project has its own anyway, such as a homepage."""

    slug: str
    label: str
    kind: str
    cells: Sequence[Cell]
    explanation: str = ""
    is_compared: bool = True

    @property
    def differs(self) -> bool:
        known = [cell.data for cell in self.cells if cell.is_known]
        return self.is_compared and any(
            _differ(self.kind, one, other) for one, other in combinations(known, 2)
        )

    @property
    def is_known(self) -> bool:
        return any(cell.is_known for cell in self.cells)


def _differ(kind: str, one: Any, other: Any) -> bool:
    """Whether it is certain that two values are not the same: 2016 may well be 2016-11, and what
    is said in Chinese the same as what is said in English."""
    if kind == DATE:
        return not (one.startswith(other) or other.startswith(one))
    if kind == SET:
        return set(one) != set(other)
    if kind == TEXT:
        shared = [language for language in one if one[language] and other.get(language)]
        return any(text.key(one[language]) != text.key(other[language]) for language in shared)
    return bool(one != other)


@dataclass(frozen=True, slots=True)
class Group:
    slug: str
    label: str
    rows: Sequence[Row]

    @property
    def known(self) -> list[Row]:
        return [row for row in self.rows if row.is_known]


class Matrix:
    """Groups of rows with a cell for each project, the sources of all cells numbered."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._numbers: dict[str, int] = {}
        self.groups = [self._numbered(group) for group in groups]

    def _numbered(self, group: Group) -> Group:
        rows = [replace(row, cells=[*map(self._with_number, row.cells)]) for row in group.rows]
        return replace(group, rows=rows)

    def _with_number(self, cell: Cell) -> Cell:
        if cell.source is None:
            return cell
        number = self._numbers.setdefault(cell.source.url, len(self._numbers) + 1)
        return replace(cell, source=cell.source._replace(number=number))

    @property
    def sources(self) -> list[str]:
        """Addresses, in the order of their numbers."""
        return list(self._numbers)

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def shown(self) -> list[Group]:
        """What is known of any of the projects."""
        groups = [replace(group, rows=group.known) for group in self.groups]
        return [group for group in groups if group.rows]

    @property
    def differences(self) -> list[Group]:
        """The rows that differ."""
        groups = [replace(g, rows=[row for row in g.rows if row.differs]) for g in self.groups]
        return [group for group in groups if group.rows]

    @property
    def unknown(self) -> list[Row]:
        """Rows of which nothing is known of any project."""
        return [row for row in self.rows if not row.is_known]

    @property
    def counts(self) -> tuple[int, int]:
        """Numbers of rows that are shown, and of those that differ."""
        return (
            sum(len(group.rows) for group in self.shown),
            sum(len(group.rows) for group in self.differences),
        )
