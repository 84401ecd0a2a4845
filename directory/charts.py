"""Where the columns of a chart stand. Pure geometry."""

from collections.abc import Sequence
from typing import NamedTuple

# Of the widest chart.
WIDTH = 720
BASE = 170
# The tallest column ends here, so that its number has room above it.
TOP = 24
_WIDEST = 64


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
    left: float
    room: float


def width(count: int) -> int:
    """Of a chart of so many columns; few are no further apart than they need."""
    return min(WIDTH, count * _WIDEST)


def columns(counts: Sequence[tuple[str, int]]) -> list[Column]:
    """Columns side by side from the left edge, as high as each number is to the largest."""
    largest = max((count for _label, count in counts), default=0) or 1
    step = width(len(counts)) / max(len(counts), 1)
    across = round(step * 0.68, 1)
    found = []
    for place, (label, count) in enumerate(counts):
        middle = round((place + 0.5) * step, 1)
        height = round((BASE - TOP) * count / largest, 1)
        x, y = round(middle - across / 2, 1), round(BASE - height, 1)
        left, room = round(place * step, 1), round(step, 1)
        found.append(Column(label, count, x, y, across, height, middle, left, room))
    return found
