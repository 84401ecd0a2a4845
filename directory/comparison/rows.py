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
    """Something that was read. `number` is its place in the list of sources."""

    url: str
    label: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of a project in a row.

    `data` is what is compared and what machines get, None if unknown: `{"zh": …, "en": …}` for
    words, a list for a set, otherwise a text. `text` says it in the language on display, `items`
    one by one if it is a list. `mark` names the drawn mark beside it, such as `val yes`. It was
    read in one of `sources`, as of a day. `other` is what the facts of a project say where they
    do not say the same as a capability.
    """

    data: Any = None
    text: str = ""
    items: Sequence[Item | Source] = ()
    note: str = ""
    mark: str = ""
    sources: Sequence[Source] = ()
    as_of: datetime.date | None = None
    is_unverified: bool = False
    other: Cell | None = None

    @property
    def is_known(self) -> bool:
        return self.data is not None

    @property
    def numbers(self) -> str:
        """Of the sources, in few signs: `1–3, 7`."""
        return ", ".join(
            f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in _runs(self.sources)
        )

    @property
    def source_url(self) -> str:
        """The source if there is but one, else the place of the first in the list of sources."""
        first = min(self.sources, key=lambda source: source.number)
        return first.url if len(self.sources) == 1 and first.url else f"#source-{first.number}"


def _runs(sources: Iterable[Source]) -> list[list[int]]:
    runs: list[list[int]] = []
    for number in sorted(source.number for source in sources):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


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
        known += [cell.other.data for cell in self.cells if cell.other]
        return self.is_compared and any(
            differ(self.kind, one, other) for one, other in combinations(known, 2)
        )

    @property
    def is_known(self) -> bool:
        return any(cell.is_known for cell in self.cells)


def differ(kind: str, one: Any, other: Any) -> bool:
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
        self._numbers: dict[tuple[str, str], int] = {}
        self.groups = [self._numbered(group) for group in groups]

    def _numbered(self, group: Group) -> Group:
        rows = [replace(row, cells=[*map(self._with_number, row.cells)]) for row in group.rows]
        return replace(group, rows=rows)

    def _with_number(self, cell: Cell) -> Cell:
        items = tuple(self._number(i) if isinstance(i, Source) else i for i in cell.items)
        sources = tuple(map(self._number, cell.sources))
        other = cell.other and self._with_number(cell.other)
        return replace(cell, items=items, sources=sources, other=other)

    def _number(self, source: Source) -> Source:
        key = (source.url, source.label)
        return Source(*key, self._numbers.setdefault(key, len(self._numbers) + 1))

    @property
    def sources(self) -> list[Source]:
        """In the order of their numbers."""
        return [Source(*key, number) for key, number in self._numbers.items()]

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
