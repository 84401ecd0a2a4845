"""One project on paper."""

from __future__ import annotations

from directory.panorama import Box, Tile

from . import marks, words
from .marks import HUES, INK, INK_2, PAPER, RULE, RULE_2
from .markup import box, element, link, text, title

_INSET = 6.0
_BELOW = 6.0
_EMBLEM = 28.0
_LARGE_EMBLEM = 52.0
_NAME, _LARGE_NAME, _FOOT = 16.0, 18.5, 13.0
_LINE = 1.2
_LEAST_NAME = 13.0
# How far letters reach above and below the line they stand on, in ems.
_ASCENT, _DESCENT = 0.88, 0.22
_FADED = 0.28


def draw(tile: Tile, place: Box, url: str, logo: str | None, *, large: bool, matches: bool) -> str:
    """`logo` is a picture as a data URI."""
    parts = _Parts(tile, place, logo)
    content = parts.large() if large else parts.small()
    said = " · ".join(filter(None, (parts.name, parts.rank, *parts.foot)))
    opacity = None if matches else _FADED
    return link(url, title(said), parts.frame(large=large), content, opacity=opacity)


class _Parts:
    def __init__(self, tile: Tile, place: Box, logo: str | None):
        self.tile = tile
        self.place = place
        self.logo = logo
        self.name = words.clean(tile.name)
        self.rank = words.clean(tile.rank)
        successor = f"→ {words.clean(tile.successor)}" if tile.successor else ""
        self.foot = [said for said in (tile.status_label, successor) if said]

    def frame(self, *, large: bool) -> str:
        x, y, width, height = self.place
        if self.tile.ended:
            line = {"stroke": RULE_2, "stroke_dasharray": "4 3"}
        else:
            line = {"stroke": HUES[self.tile.hue] if large else RULE}
        return box(x, y, width, height, fill=PAPER, **line)

    def small(self) -> str:
        x, y, width, height = self.place
        left, room = x + _INSET, width - 2 * _INSET
        feet = self._foot(room)
        first = _INSET + _EMBLEM + _NAME + 1
        last = height - _BELOW - self._above(feet)
        size = self._size(room)
        name = words.lines(self.name, room / size, 1 + int((last - first) / (size * _LINE)))
        return (
            self._hatch(x, y, width, _EMBLEM + _INSET)
            + self._emblem(left, y + _INSET, _EMBLEM)
            + _stacked(name, left, y + first, size, fill=INK)
            + self._feet(feet, left, y + height - _BELOW)
        )

    def large(self) -> str:
        x, y, width, height = self.place
        size = min(_LARGE_EMBLEM, height - 2 * _INSET)
        left = x + _INSET + size + 9
        room = x + width - left - _INSET
        rank = words.lines(self.rank, room / _FOOT, 1)
        feet = self._foot(room)
        name = words.lines(self.name, room / _LARGE_NAME, 2 if feet else 3, bold=True)
        needed = len(name) * _LARGE_NAME * _LINE + (len(rank) + len(feet)) * _FOOT * _LINE
        top = y + (height - needed) / 2 + _LARGE_NAME * 0.85
        below = top + len(name) * _LARGE_NAME * _LINE - 2
        last = below + (len(rank) + len(feet) - 1) * _FOOT * _LINE
        return (
            self._emblem(x + _INSET, y + (height - size) / 2, size)
            + _stacked(name, left, top, _LARGE_NAME, font_weight=600, fill=INK)
            + _stacked(rank, left, below, _FOOT, fill=INK_2)
            + self._feet(feet, left, last)
        )

    def _size(self, room: float) -> float:
        """A name is a little smaller before one of its words is broken."""
        whole = room / max(words.longest(self.name), 0.1)
        return max(_LEAST_NAME, min(_NAME, whole))

    def _above(self, feet: list[str]) -> float:
        """How far above the last line the last one of the name stands clear of all feet."""
        if not feet:
            return 0
        return (len(feet) - 1) * _FOOT * _LINE + _FOOT * _ASCENT + _NAME * _DESCENT

    def _hatch(self, x: float, y: float, width: float, height: float) -> str:
        """Of what has ended, beside its emblem, where no text stands."""
        if not self.tile.ended:
            return ""
        left = x + _INSET + _EMBLEM + _INSET
        return box(left, y + 1, x + width - left - 1, height - 1, fill="url(#hatch)")

    def _emblem(self, x: float, y: float, size: float) -> str:
        if self.logo:
            return element("image", href=self.logo, x=x, y=y, width=size, height=size)
        return marks.monogram(self.tile.monogram, self.tile.hue, x, y, size, ended=self.tile.ended)

    def _foot(self, room: float) -> list[str]:
        """Status and successor, on one line if they have room beside the sign."""
        ems = room / _FOOT - 1.2
        together = " ".join(self.foot)
        if words.width(together) <= ems:
            return [together] if together else []
        return [words.shortened(said, ems) for said in self.foot]

    def _feet(self, lines: list[str], x: float, y: float) -> str:
        """Upwards from the line that letters stand on."""
        if not lines:
            return ""
        top = y - (len(lines) - 1) * _FOOT * _LINE
        sign = ""
        if self.tile.status_label:
            sign = marks.status(self.tile.status, x, top - 0.5, _FOOT * 0.76)
        return sign + _stacked(lines, x + _FOOT * 1.15, top, _FOOT, fill=INK_2)


def _stacked(lines: list[str], x: float, y: float, size: float, **attributes: object) -> str:
    return "".join(
        text(line, x, y + number * size * _LINE, size, **attributes)
        for number, line in enumerate(lines)
    )
