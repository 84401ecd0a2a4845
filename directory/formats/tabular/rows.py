"""CSV text as rows of cells that know where they begin (RFC 4180)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

DELIMITERS = ",;\t"
MOST_CELLS = 10_000

_QUOTED = r'"(?P<quoted>[^"]*+(?:""[^"]*+)*+)"'
_CLOSED = re.compile(_QUOTED)


class Cell(NamedTuple):
    text: str
    offset: int


class Flaw(NamedTuple):
    """What is wrong with the text at an offset."""

    offset: int
    code: str
    message: str
    remedy: str


class Rows:
    """The rows of a text from an offset on; `flaws` are those of the rows so far."""

    def __init__(self, text: str, delimiter: str, start: int = 0) -> None:
        self.flaws: list[Flaw] = []
        self._text = text
        self._position = start
        self._plain = re.compile(rf"[^{delimiter}\r\n]*+")
        ending = rf"(?P<end>{delimiter}|\r\n?|\n|\Z)"
        self._cell = re.compile(rf'(?:{_QUOTED}|(?P<plain>(?!")[^{delimiter}\r\n]*+)){ending}')
        self._end = re.compile(ending)
        self._delimiter = delimiter

    def __iter__(self) -> Iterator[list[Cell]]:
        while self._position < len(self._text):
            yield self._row()

    def _row(self) -> list[Cell]:
        row: list[Cell] = []
        end = self._delimiter
        while end == self._delimiter:
            start = self._position
            if len(row) == MOST_CELLS:
                self._give_up(start)
                return row
            match = self._cell.match(self._text, start)
            if match:
                plain = match["plain"]
                said = match["quoted"].replace('""', '"') if plain is None else plain
            else:
                said = self._misquoted(start)
                match = self._end.match(self._text, self._position)
                assert match
            row.append(Cell(said, start))
            end = match["end"]
            self._position = match.end()
        return row

    def _give_up(self, offset: int) -> None:
        message = _("This row has more than %(most)d cells; what follows is not read.")
        remedy = _("Write a project a row, each with as many cells as the first row.")
        flaw = Flaw(offset, "too-many-cells", message % {"most": MOST_CELLS}, remedy)
        self.flaws.append(flaw)
        self._position = len(self._text)

    def _misquoted(self, start: int) -> str:
        """A cell that begins with a quote and does not end with one, as well as it can be read."""
        closed = _CLOSED.match(self._text, start)
        rest = self._plain.match(self._text, closed.end() if closed else start + 1)
        assert rest
        self._position = rest.end()
        if closed:
            message = _("The quote ends here, but not the cell.")
            remedy = _('Write quotes within a quoted cell twice: "".')
            self.flaws.append(Flaw(closed.end(), "stray-quote", message, remedy))
            return closed["quoted"].replace('""', '"') + rest[0]
        message = _("The quote that begins here never ends.")
        remedy = _('Close it with a quote; write a quote within a cell twice: "".')
        self.flaws.append(Flaw(start, "unclosed-quote", message, remedy))
        return rest[0]
