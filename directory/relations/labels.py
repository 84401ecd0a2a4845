"""Names as they stand in boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from directory import graph

# Two boxes and a line between them are as wide as a phone.
_WIDEST = 120
_LINES_AT_MOST = 4


def in_lines(name: str) -> list[str]:
    """Of what is too wide, and of what is too long, the end is left out."""
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if graph.text_width(longer) <= _WIDEST or not lines[-1] or len(lines) == _LINES_AT_MOST:
            lines[-1] = longer
        else:
            lines.append(word)
    return [_shortened(line) for line in lines]


class Text(NamedTuple):
    """A line of a label; its middle is at `y`."""

    y: float
    said: str


def written(lines: Sequence[str], box: graph.Box) -> list[Text]:
    """Below one another in the middle of a box."""
    first = box.y - graph.LINE_HEIGHT * (len(lines) - 1) / 2
    return [Text(first + graph.LINE_HEIGHT * place, said) for place, said in enumerate(lines)]


def _shortened(line: str) -> str:
    if graph.text_width(line) <= _WIDEST:
        return line
    fitting = [end for end in range(len(line)) if graph.text_width(f"{line[:end]}…") <= _WIDEST]
    return f"{line[: fitting[-1]]}…"
