"""Where in a text an offset is, and where the fields of a record are: told only when asked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from django.utils.translation import gettext as _

from .records import Place, Problem, Unreadable

# Lists of 50 MB have fewer by far; more would only fill the memory.
MOST_LINES = 2_000_000


class Lines:
    """Offsets of a text as places. Lines end as editors count them: LF, CRLF or CR.

    Raises Unreadable if there are too many.
    """

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        if max(text.count("\n"), text.count("\r")) > MOST_LINES:
            message = _("The file has more than %(most)d lines.") % {"most": MOST_LINES}
            remedy = _("Split it into several files.")
            raise Unreadable(Problem(Place(file), "too-many-lines", message, remedy))
        self._starts = [0, *(end.end() for end in re.finditer(r"\r\n?|\n", text))]

    def place(self, offset: int) -> Place:
        line = bisect_right(self._starts, offset)
        return Place(self.file, line, offset - self._starts[line - 1] + 1)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """As they stand in a file."""
    return sorted(problems, key=lambda problem: (problem.place.line, problem.place.column))


class FieldPlaces(Mapping[str, Place]):
    """The places of a record's fields, looked for when one is wanted, as of few records one is."""

    def __init__(self, find: Callable[[], Mapping[str, Place]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Mapping[str, Place]:
        return self._find()

    def __getitem__(self, name: str) -> Place:
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
