"""The published directory in numbers: what there is, since when, and how well it is known."""

from .asked import StatisticsBrowse
from .bars import Bar, Bars, Part
from .files import as_csv
from .knowledge import completeness, unverified, verified
from .periods import Periods, periods
from .values import by_value

__all__ = [
    "Bar",
    "Bars",
    "Part",
    "Periods",
    "StatisticsBrowse",
    "as_csv",
    "by_value",
    "completeness",
    "periods",
    "unverified",
    "verified",
]
