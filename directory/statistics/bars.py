"""Counts as bars, each divided into what is active, what is maintained, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from pyroaring import BitMap

from directory.catalogue import Catalogue
from directory.models import Category, Project


class Part(NamedTuple):
    """A piece of a bar: `start` and `share` are in per cent of the longest bar of the chart."""

    kind: str
    number: int
    start: float
    share: float


class Bar(NamedTuple):
    """`missing` counts the projects that its address leads to, where these are not its own."""

    value: str
    label: str
    number: int
    active: int
    maintenance: int
    url: str | None = None
    category: Category | None = None
    missing: int = 0

    @property
    def other(self) -> int:
        return self.number - self.active - self.maintenance


class Bars:
    """A chart of bars; `hidden` counts those that it leaves out, none longer."""

    def __init__(self, name: str, title: str, bars: Sequence[Bar], hidden: int = 0, note: str = ""):
        self.name = name
        self.title = title
        self.bars = bars
        self.hidden = hidden
        self.note = note

    @cached_property
    def parts(self) -> list[tuple[Bar, list[Part]]]:
        largest = max((bar.number for bar in self.bars), default=0) or 1
        return [(bar, list(_parts(bar, largest))) for bar in self.bars]


def _parts(bar: Bar, largest: int) -> Iterable[Part]:
    start = 0.0
    for kind in ("active", "maintenance", "other"):
        if count := getattr(bar, kind):
            share = round(100 * count / largest, 2)
            yield Part(kind, count, round(start, 2), share)
            start += share


Counter = Callable[[BitMap], tuple[int, int, int]]


def counter(catalogue: Catalogue, ids: BitMap) -> Counter:
    """How many of some projects are among these, active and maintained."""
    statuses = catalogue.choices["status"]
    active = statuses[Project.Status.ACTIVE] & ids
    maintenance = statuses[Project.Status.MAINTENANCE] & ids

    def count(some: BitMap) -> tuple[int, int, int]:
        return (
            some.intersection_cardinality(ids),
            some.intersection_cardinality(active),
            some.intersection_cardinality(maintenance),
        )

    return count
