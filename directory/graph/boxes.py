"""Labels in boxes."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

FONT_SIZE = 12
HEIGHT = 24
LINE_HEIGHT = 14
_PADDING = 18
# Of the size of the font, on the safe side of the faces that readers have.
_WIDE, _NARROW = 1.0, 0.62


def text_width(said: str) -> float:
    """Chinese characters are as wide as the font is high."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in said)
    return FONT_SIZE * (wide * _WIDE + (len(said) - wide) * _NARROW)


def width_of(label: str) -> int:
    """How wide a box must be for a label."""
    return round(text_width(label)) + _PADDING


class Size(NamedTuple):
    width: int
    height: int = HEIGHT

    @classmethod
    def of(cls, *lines: str) -> Size:
        """How large a box must be for the lines of a label."""
        return cls(max(map(width_of, lines)), HEIGHT + LINE_HEIGHT * (len(lines) - 1))


class Box(NamedTuple):
    """`x` and `y` are its middle."""

    x: float
    y: float
    width: float
    height: float = HEIGHT

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2

    def moved(self, x: float, y: float) -> Box:
        return self._replace(x=self.x + x, y=self.y + y)

    def mirrored(self, across: int, down: int) -> Box:
        """`across` and `down` are 1 or -1."""
        return self._replace(x=self.x * across, y=self.y * down)
