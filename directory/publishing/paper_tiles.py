"""A project on paper: emblem, name, status, successor, and what a foundation says of it."""

from __future__ import annotations

from directory.panorama import Tile

from . import marks, words
from .marks import INK, INK_2
from .tiles import ASCENT, INSET, Design, Drawing, broken, successor

_EMBLEM, _LARGE_EMBLEM = 28.0, 52.0
_BESIDE = 9.0
_GAP = 4.0
_NAME = (16.0, 14.5, 13.0)
_LARGE_NAME = (18.5, 16.0, 14.0)
_FOOT = (13.0, 12.0, 11.0)
# Beside what is said of a status, in ems.
_SIGN = 1.15


class _Small:
    """`width` is that of the tile."""

    def __init__(self, tile: Tile, width: float) -> None:
        room = width - 2 * INSET
        self.name = broken(words.clean(tile.name), room, _NAME)
        self.foot = _Foot(tile, room)

    @property
    def height(self) -> float:
        foot = self.foot.height + _GAP if self.foot.height else 0
        return INSET + _EMBLEM + _GAP + self.name.height + foot + INSET - 1

    def draw(self, drawing: Drawing) -> str:
        x, y, _width, height = drawing.place
        left, below = x + INSET, y + INSET + _EMBLEM + _GAP
        foot = y + height - INSET + 1 - self.foot.height
        return (
            drawing.emblem(left, y + INSET, _EMBLEM)
            + drawing.lines(self.name, left, below, fill=INK)
            + self.foot.draw(drawing, left, foot)
        )


class _Large:
    def __init__(self, tile: Tile, width: float) -> None:
        room = width - 2 * INSET - _LARGE_EMBLEM - _BESIDE
        self.name = broken(words.clean(tile.name), room, _LARGE_NAME, bold=True)
        self.rank = broken(words.clean(tile.rank), room, _FOOT)
        self.foot = _Foot(tile, room)

    @property
    def _text_height(self) -> float:
        heights = [part.height for part in (self.name, self.rank, self.foot) if part.height]
        return sum(heights) + (len(heights) - 1) * _GAP / 2

    @property
    def height(self) -> float:
        return max(_LARGE_EMBLEM, self._text_height) + 2 * INSET

    def draw(self, drawing: Drawing) -> str:
        x, y, _width, height = drawing.place
        left = x + INSET + _LARGE_EMBLEM + _BESIDE
        top = y + (height - self._text_height) / 2
        rank = top + self.name.height + _GAP / 2
        foot = y + (height + self._text_height) / 2 - self.foot.height
        return (
            drawing.emblem(x + INSET, y + (height - _LARGE_EMBLEM) / 2, _LARGE_EMBLEM)
            + self.name.draw(left, top, font_weight=600, fill=INK)
            + self.rank.draw(left, rank, fill=INK_2)
            + self.foot.draw(drawing, left, foot)
        )


class _Foot:
    """The status after its sign, then the successor; on one line if they have room."""

    def __init__(self, tile: Tile, room: float) -> None:
        status, next_ = words.clean(tile.status_label), successor(tile)
        beside = room - _SIGN * _FOOT[0]
        together = f"{status} {next_}"
        if status and next_ and words.width(together) * _FOOT[0] <= beside:
            status, next_ = together, ""
        size = min(broken(status, beside, _FOOT).size, broken(next_, room, _FOOT).size)
        self.status = broken(status, beside, (size,))
        self.successor = broken(next_, room, (size,))

    @property
    def height(self) -> float:
        return self.status.height + self.successor.height

    def draw(self, drawing: Drawing, x: float, top: float) -> str:
        size = self.status.size
        below = top + self.status.height
        drawn = drawing.lines(self.successor, x, below, fill=INK_2)
        if self.status.said:
            drawn += drawing.lines(self.status, x + size * _SIGN, top, fill=INK_2)
            drawn += marks.status(drawing.tile.status, x, top + size * (ASCENT - 0.04), size * 0.76)
        return drawn


def _of(tile: Tile, width: float, large: bool) -> _Small | _Large:
    return _Large(tile, width) if large else _Small(tile, width)


def _height(tile: Tile, width: float, large: bool) -> float:
    return _of(tile, width, large).height


def _draw(drawing: Drawing) -> str:
    return _of(drawing.tile, drawing.place.width, drawing.large).draw(drawing)


DESIGN = Design(_height, _draw)
