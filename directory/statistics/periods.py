"""How many projects began, ended, were seen at work or were added in each year or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory import charts
from directory.catalogue import MISSING, UP_TO

from .asked import StatisticsBrowse

# More columns than this are no longer read: earlier years are one column.
COLUMNS = 18
MONTHS_AT_MOST = 24

Counts = Mapping[str, int]


class PeriodCount(NamedTuple):
    """`value` is how a query string asks for the period, `url` the list of its projects."""

    value: str
    label: str
    number: int
    url: str | None


class Periods:
    """A chart of columns; `unknown` projects are in none."""

    def __init__(
        self,
        name: str,
        title: str,
        periods: list[PeriodCount],
        unknown: int = 0,
        unknown_url: str | None = None,
        note: str = "",
    ):
        self.name = name
        self.title = title
        self.periods = periods
        self.unknown = unknown
        self.unknown_url = unknown_url
        self.note = note

    @property
    def width(self) -> int:
        return len(self.periods) * self._step

    @property
    def _step(self) -> int:
        has_months = any("-" in period.value for period in self.periods)
        return charts.MONTH if has_months else charts.YEAR

    @cached_property
    def columns(self) -> list[tuple[PeriodCount, charts.Column]]:
        counts = [(period.label, period.number) for period in self.periods]
        drawn = charts.columns(counts, self._step)
        return list(zip(self.periods, drawn, strict=True))


def periods(browse: StatisticsBrowse) -> Iterator[Periods]:
    yield _with_unknown(browse, "started", _("Started per year"))
    ended = _years(browse, "ended", _counts(browse, "ended"))
    yield Periods("ended", _("Ended per year"), ended)
    yield _with_unknown(browse, "last_activity", _("Last activity seen, by year"))
    yield Periods(
        "evidence",
        _("Sources of the comparison, by the year they are of"),
        _years(browse, "evidence", _values_of_the_comparison(browse)),
        note=_("One for each value in the tables of capabilities; a year leads to their projects."),
    )
    yield Periods("added", _("Additions to the directory"), _additions(browse))


def _with_unknown(browse: StatisticsBrowse, name: str, title: str) -> Periods:
    unknown = browse.catalogue.choices[MISSING][name].intersection_cardinality(browse.ids)
    url = browse.list_url_of(MISSING, name) if unknown else None
    return Periods(name, title, _years(browse, name, _counts(browse, name)), unknown, url)


def _counts(browse: StatisticsBrowse, name: str) -> dict[str, int]:
    sets = browse.catalogue.choices[name]
    found = {period: of.intersection_cardinality(browse.ids) for period, of in sets.items()}
    return {period: number for period, number in found.items() if number}


def _values_of_the_comparison(browse: StatisticsBrowse) -> Counts:
    found: Counter[str] = Counter()
    for (year, _capability), ids in browse.catalogue.values["evidence"].items():
        found[year] += ids.intersection_cardinality(browse.ids)
    return +found


def _years(browse: StatisticsBrowse, name: str, counts: Counts) -> list[PeriodCount]:
    """From the first year to the last one, none left out; earlier ones together."""
    years = {int(year): number for year, number in counts.items()}
    if not years:
        return []
    last = max(years)
    first = max(min(years), last - COLUMNS + 1)
    shown = [f"{year:04}" for year in range(first, last + 1)]
    found = [_count(browse, name, year, year, years.get(int(year), 0)) for year in shown]
    if earlier := sum(number for year, number in years.items() if year < first):
        value = f"{UP_TO}{first - 1:04}"
        found.insert(0, _count(browse, name, value, _("earlier"), earlier))
    return found


def _count(browse: StatisticsBrowse, name: str, value: str, label: str, number: int) -> PeriodCount:
    return PeriodCount(value, label, number, browse.list_url_of(name, value) if number else None)


def _additions(browse: StatisticsBrowse) -> list[PeriodCount]:
    """By month while the directory is young."""
    months = _counts(browse, "added")
    if not months or _number(max(months)) - _number(min(months)) >= MONTHS_AT_MOST:
        return _years(browse, "added", _by_year(months))
    first, last = _number(min(months)), _number(max(months))
    values = [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1)]
    return [_count(browse, "added", value, value, months.get(value, 0)) for value in values]


def _by_year(months: Counts) -> Counts:
    found: Counter[str] = Counter()
    for month, number in months.items():
        found[month[:4]] += number
    return found


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
