"""Years and months, as query strings write them."""

from __future__ import annotations

from typing import NamedTuple

UP_TO = ".."


class Period(NamedTuple):
    """A year (`2017`), a month (`2017-05`), or a year and all before it (`..2017`)."""

    written: str

    @property
    def is_open(self) -> bool:
        return self.written.startswith(UP_TO)

    @property
    def end(self) -> str:
        return self.written.removeprefix(UP_TO)

    def covers(self, other: Period) -> bool:
        if self.is_open:
            return other.end[:4] <= self.end
        return other.written.startswith(self.written)
