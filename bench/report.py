"""Figures, and the targets that some of them have."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from bench.timing import Times

# Named here, since the report compares them across sizes.
LIST = "list, cards kept"
LIST_ANEW = "list, cards rendered anew"


class Figure(NamedTuple):
    what: str
    value: float
    unit: str = "ms"
    p95: float | None = None
    at_most: float | None = None
    at_least: float | None = None

    @classmethod
    def of(cls, what: str, times: Times, at_most: float | None = None) -> "Figure":
        return cls(what, times.median, p95=times.p95, at_most=at_most)

    @property
    def verdict(self) -> str:
        if self.at_most is not None:
            return "met" if self.value <= self.at_most else "MISSED"
        if self.at_least is not None:
            return "met" if self.value >= self.at_least else "MISSED"
        return ""

    @property
    def target(self) -> str:
        if self.at_most is not None:
            return f"≤ {_shown(self.at_most)}"
        return f"≥ {_shown(self.at_least)}" if self.at_least is not None else ""

    def as_dict(self) -> dict[str, Any]:
        return {**self._asdict(), "verdict": self.verdict}


def table(title: str, figures: Iterable[Figure]) -> str:
    rows = [
        f"  {figure.what:<64}{_shown(figure.value):>9} {figure.unit:<7}"
        f"{_shown(figure.p95) if figure.p95 is not None else '':>8}  "
        f"{figure.target:>8}  {figure.verdict}".rstrip()
        for figure in figures
    ]
    head = f"  {'':<64}{'median':>9} {'':<7}{'p95':>8}  {'target':>8}"
    return "\n".join([title, head, *rows])


def _shown(value: float) -> str:
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
