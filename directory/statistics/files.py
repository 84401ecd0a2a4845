"""All numbers as CSV."""

import csv
import io
from collections.abc import Iterable

from directory.formats.tabular.cells import guarded
from directory.formats.tabular.writing import BYTE_ORDER_MARK

from .bars import Bars
from .periods import Periods

HEADINGS = ("statistic", "value", "label", "count", "active", "maintenance", "other")


def as_csv(bars: Iterable[Bars], periods: Iterable[Periods]) -> str:
    """One line for each bar and column."""
    written = io.StringIO(newline="")
    written.write(BYTE_ORDER_MARK)
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(HEADINGS)
    for chart in bars:
        for bar in chart.bars:
            counts = (bar.number, bar.active, bar.maintenance, bar.other)
            table.writerow([chart.name, guarded(bar.value), guarded(bar.label), *counts])
    for columns in periods:
        for period in columns.periods:
            table.writerow(
                [columns.name, guarded(period.value), guarded(period.label), period.number]
            )
    return written.getvalue()
