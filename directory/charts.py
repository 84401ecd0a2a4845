"""Where the columns of a chart stand. Pure geometry."""

from collections.abc import Sequence
from typing import NamedTuple

# From one column to the next: what a label needs at 12 px.
YEAR, MONTH = 34, 50
BASE = 170
# The tallest column ends here, so that its number has room above it.
TOP = 24


class Column(NamedTuple):
    """`middle` is where its labels are centred; the number stands on its `y`. From `left` on it
    has the chart to itself, for `room`."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float
    middle: float
    left: int
    room: int


def columns(counts: Sequence[tuple[str, int]], step: int) -> list[Column]:
    """Columns side by side from the left edge, as high as each number is to the largest."""
    largest = max((count for _label, count in counts), default=0) or 1
    across = round(step * 0.68, 1)
    found = []
    for place, (label, count) in enumerate(counts):
        middle = round((place + 0.5) * step, 1)
        height = round((BASE - TOP) * count / largest, 1)
        x, y = round(middle - across / 2, 1), round(BASE - height, 1)
        found.append(Column(label, count, x, y, across, height, middle, place * step, step))
    return found
