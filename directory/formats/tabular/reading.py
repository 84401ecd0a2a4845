"""CSV into records of projects: all that is wrong with it is told at once, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from directory.formats.own.faults import (
    Fault,
    did_you_mean,
    repeated,
    shown,
    too_many,
    write,
)
from directory.formats.own.fields import MOST_RECORDS, PROJECT
from directory.formats.places import FieldPlaces, Lines, in_order
from directory.formats.records import (
    MOST_PROBLEMS,
    Fields,
    Level,
    ListRecord,
    Place,
    Problem,
    Record,
    Unreadable,
)

from .cells import NOT_SAID, SPELLINGS, unguarded
from .header import delimiter_of, filled, header_of, known, name_of
from .rows import Cell, Rows

BYTE_ORDER_MARK = "\ufeff"


def read(text: str, file: str) -> ListRecord:
    """Fields without a column are not said; neither is a field that cannot be empty, but its cell
    is. Other columns are kept in `extra`, or where that has no column in `some_extra`."""
    text = text.removeprefix(BYTE_ORDER_MARK)
    table = _Table(text, Lines(text, file))
    records = list(table.records())
    again = {fault.path[0] for fault in table.told_of_repeated(records)}
    projects = [record for number, record in enumerate(records) if number not in again]
    return ListRecord("csv", projects=projects, problems=in_order(table.problems))


class _Table:
    """Raises Unreadable if no column is one of ours."""

    def __init__(self, text: str, lines: Lines) -> None:
        self.problems: list[Problem] = []
        self._text = text
        self._lines = lines
        self._delimiter = delimiter_of(text)
        header = header_of(text, self._delimiter)
        if not known(header):
            message = _("The first row names no column of the directory.")
            remedy = _("Name columns, such as %(example)s.") % {"example": "slug,name,category"}
            raise Unreadable(Problem(lines.place(0), "wrong-format", message, remedy))
        self._columns = self._named(header)

    # ---- what is wrong

    def _tell(
        self, offset: int, code: str, message: str, remedy: str, level: Level = Level.ERROR
    ) -> None:
        if not self._is_full:
            place = self._lines.place(offset)
            self.problems.append(Problem(place, code, message, remedy, level))

    def _tell_fault(self, fault: Fault, offset: int) -> None:
        self._tell(offset, fault.code, fault.message, fault.remedy)

    def _tell_flaws(self, rows: Rows) -> None:
        for flaw in rows.flaws:
            self._tell(*flaw)
        rows.flaws.clear()

    @property
    def _is_full(self) -> bool:
        return len(self.problems) >= MOST_PROBLEMS

    def told_of_repeated(self, records: Sequence[Record]) -> list[Fault]:
        faults = list(repeated((), (PROJECT.key_of(record.fields) for record in records)))
        for fault in faults[: MOST_PROBLEMS - len(self.problems)]:
            place = records[int(fault.path[0])].place_of("slug")
            self.problems.append(Problem(place, fault.code, fault.message, fault.remedy))
        return faults

    # ---- columns

    def _named(self, header: Iterable[Cell]) -> list[str]:
        """The names of the columns, empty for those of which nothing is taken."""
        names: list[str] = []
        for cell in header:
            name = name_of(cell)
            if not name:
                message = _("This column has no name.")
                self._tell(cell.offset, "unnamed-column", message, _("Give it one."))
            elif name in names:
                message = _("The column “%(name)s” is there twice.") % {"name": shown(name)}
                self._tell(cell.offset, "repeated-column", message, _("Leave one of them."))
            elif name not in SPELLINGS:
                message = _("The directory has no column “%(name)s”.") % {"name": shown(name)}
                remedy = did_you_mean(name, SPELLINGS) or _("It is kept in “extra”.")
                self._tell(cell.offset, "unknown-column", message, remedy, Level.WARNING)
            names.append("" if name in names else name)
        return names

    # ---- rows

    def records(self) -> Iterator[Record]:
        rows = Rows(self._text, self._delimiter)
        for number, row in enumerate(filled(rows)):
            self._tell_flaws(rows)
            if self._is_full:
                return
            if number > MOST_RECORDS:
                self._tell_fault(too_many(("projects",), MOST_RECORDS), row[0].offset)
                return
            if number > 0 and (record := self._record(row)):
                yield record
        self._tell_flaws(rows)

    def _record(self, row: list[Cell]) -> Record | None:
        """None if it is not said which project the row is about."""
        self._compare_length(row)
        start = row[0].offset
        cells = {name: cell for name, cell in zip(self._columns, row, strict=False) if name}
        fields = self._fields(cells)
        for fault in list(PROJECT.flaws(fields, ())):
            column = str(fault.path[0]) if fault.path else ""
            offset = cells[column].offset if column else start
            self._tell_fault(fault, offset)
            fields.pop(column, None)
        if not fields.keys() & set(PROJECT.one_of):
            return None
        fields |= _kept(cells, fields.get("extra"))
        return Record(fields, self._lines.place(start), FieldPlaces(partial(self._places, start)))

    def _compare_length(self, row: list[Cell]) -> None:
        beyond = row[len(self._columns) :]
        at = next((cell for cell in beyond if cell.text.strip()), None)
        if len(row) < len(self._columns):
            at = row[0]
        if at:
            numbers = {"cells": len(row), "columns": len(self._columns)}
            message = _("This row has %(cells)d cells, the first row %(columns)d.") % numbers
            remedy = _("Give it as many; put cells with a delimiter in quotes.")
            self._tell(at.offset, "row-length", message, remedy)

    def _fields(self, cells: dict[str, Cell]) -> Fields:
        values = {
            name: self._value(name, cell) for name, cell in cells.items() if name in SPELLINGS
        }
        return {name: value for name, value in values.items() if value is not NOT_SAID}

    def _value(self, name: str, cell: Cell) -> Any:
        spelling = SPELLINGS[name]
        if not cell.text:
            return spelling.empty
        try:
            return spelling.read(unguarded(cell.text))
        except (ValueError, RecursionError):
            message = _("“%(name)s” begins like JSON and is none.") % {"name": name}
            expected = write(PROJECT.fields[name].expected)
            self._tell(cell.offset, "not-json", message, expected)
            return NOT_SAID

    def _places(self, start: int) -> dict[str, Place]:
        """Of the cells of the row that begins at an offset."""
        row = next(iter(Rows(self._text, self._delimiter, start)))
        pairs = zip(self._columns, row, strict=False)
        return {name: self._lines.place(cell.offset) for name, cell in pairs if name}


def _kept(cells: dict[str, Cell], extra: Any) -> Fields:
    """The cells of columns that are not ours, beside what the row says as `extra`."""
    others = {
        name: unguarded(cell.text)
        for name, cell in cells.items()
        if name not in SPELLINGS and cell.text
    }
    if not others:
        return {}
    return {"some_extra": {"csv": others}} if extra is None else {"extra": extra | {"csv": others}}
