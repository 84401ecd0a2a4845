"""A project's monogram alone, where others expect a logo."""

from __future__ import annotations

from . import marks
from .faces import READERS
from .markup import SVG, element, title

_SIZE, _MARGIN = 64, 4


def draw(name: str, letters: str, hue: int, *, ended: bool) -> str:
    size = _SIZE - 2 * _MARGIN
    return element(
        "svg",
        title(name),
        marks.monogram(letters, hue, _MARGIN, _MARGIN, size, READERS.serif, dashed=ended),
        xmlns=SVG,
        viewBox=f"0 0 {_SIZE} {_SIZE}",
        role="img",
    )
