"""A project on a slide: its name beside its emblem, and the sign of its status without a word."""

from __future__ import annotations

from directory.models import Project
from directory.panorama import Tile

from . import marks, words
from .marks import INK, PAPER
from .markup import box
from .tiles import Design, Drawing, Lines, broken

_EMBLEM, _LARGE_EMBLEM = 23.0, 34.0
_INSET, _BESIDE = 5.0, 6.0
_SIGN, _ABOVE_SIGN = 9.0, 3.0
_NAME = (16.0, 15.0, 14.0, 13.0, 12.0)
_LARGE_NAME = (19.0, 17.0, 15.0, 13.0)


def _emblem(large: bool) -> float:
    return _LARGE_EMBLEM if large else _EMBLEM


def _with_sign(tile: Tile, large: bool) -> float:
    """How high the emblem is with the sign below it."""
    below = 0 if tile.status == Project.Status.ACTIVE else _ABOVE_SIGN + _SIGN
    return _emblem(large) + below


def _name(tile: Tile, width: float, large: bool) -> Lines:
    room = width - 2 * _INSET - _emblem(large) - _BESIDE
    return broken(words.clean(tile.name), room, _LARGE_NAME if large else _NAME, bold=large)


def _height(tile: Tile, width: float, large: bool) -> float:
    return max(_with_sign(tile, large), _name(tile, width, large).height) + 2 * _INSET


def _draw(drawing: Drawing) -> str:
    tile, (x, y, width, height), large = drawing.tile, drawing.place, drawing.large
    left, size, name = x + _INSET, _emblem(large), _name(tile, width, large)
    weight = 600 if large else None
    column = _with_sign(tile, large)
    top = y + (height - column) / 2
    sign = _sign(drawing, left + (size - _SIGN) / 2, top + column) if column > size else ""
    said = drawing.lines(
        name, left + size + _BESIDE, y + (height - name.height) / 2, font_weight=weight, fill=INK
    )
    return sign + drawing.emblem(left, top, size) + said


def _sign(drawing: Drawing, x: float, y: float) -> str:
    """Standing on `y`."""
    tile = drawing.tile
    ground = box(x - 2, y - _SIGN - 2, _SIGN + 4, _SIGN + 4, fill=PAPER) if tile.ended else ""
    return ground + marks.status(tile.status, x, y, _SIGN)


DESIGN = Design(_height, _draw)
