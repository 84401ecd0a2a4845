"""How many projects began, ended, were seen at work or were added in each year or month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _
from pyroaring import BitMap

from directory import charts

from .asked import StatisticsBrowse
from .census import census

# More columns than this are no longer read: earlier years are one column.
COLUMNS = 20
MONTHS_AT_MOST = 24


class Period(NamedTuple):
    value: str
    label: str
    number: int


class Periods:
    """A chart of columns, drawn if there are enough of them."""

    def __init__(
        self,
        name: str,
        title: str,
        periods: list[Period],
        unknown: int = 0,
        note: str = "",
        at_least: int = 1,
    ):
        self.name = name
        self.title = title
        self.periods = periods
        self.unknown = unknown
        self.note = note
        self.is_drawn = len(periods) >= at_least

    @property
    def width(self) -> int:
        return charts.width(len(self.periods))

    @cached_property
    def columns(self) -> list[charts.Column]:
        return charts.columns([(period.label, period.number) for period in self.periods])


def periods(browse: StatisticsBrowse) -> Iterator[Periods]:
    known, ids = census(browse.catalogue), browse.ids
    started = _counts(known.started, ids)
    unknown = len(ids) - sum(started.values())
    yield Periods("started", _("Started per year"), _years(started), unknown)
    yield Periods("ended", _("Ended per year"), _years(_counts(known.ended, ids)))
    seen = _counts(known.last_activity, ids)
    yield Periods(
        "last_activity",
        _("Last activity seen, by year"),
        _years(seen),
        len(ids) - sum(seen.values()),
    )
    cells = {month: sum(i in ids for i in of) for month, of in known.cells.items()}
    yield Periods(
        "evidence",
        _("Sources of the comparison, by the year they are of"),
        _years(_by_year(cells)),
        note=_("One for each value in the tables of capabilities."),
    )
    # One column alone says no more than the number of projects.
    added = _additions(_counts(known.added, ids))
    yield Periods("added", _("Additions to the directory"), added, at_least=2)


def _counts(sets: Mapping[str, BitMap], ids: BitMap) -> dict[str, int]:
    found = {key: of.intersection_cardinality(ids) for key, of in sets.items()}
    return {key: number for key, number in found.items() if number}


def _years(counts: Mapping[str, int]) -> list[Period]:
    """From the first year to the last one, none left out; earlier ones together."""
    years = {int(year): number for year, number in counts.items() if number}
    if not years:
        return []
    last = max(years)
    first = max(min(years), last - COLUMNS + 1)
    found = [Period(str(y), str(y), years.get(y, 0)) for y in range(first, last + 1)]
    if earlier := sum(number for year, number in years.items() if year < first):
        found.insert(0, Period(f"<{first}", _("earlier"), earlier))
    return found


def _by_year(months: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for month, number in months.items():
        found[month[:4]] = found.get(month[:4], 0) + number
    return found


def _additions(months: Mapping[str, int]) -> list[Period]:
    """By month while the directory is young."""
    if not months or _months_between(min(months), max(months)) >= MONTHS_AT_MOST:
        return _years(_by_year(months))
    first, last = _number(min(months)), _number(max(months))
    values = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
    return [Period(value, value, months.get(value, 0)) for value in values]


def _months_between(first: str, last: str) -> int:
    return _number(last) - _number(first)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
