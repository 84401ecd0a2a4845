"""One project in a picture: what every kind of tile has."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from directory.panorama import Box, Tile

from . import marks, words
from .faces import Faces
from .marks import HUES, PAPER, RULE, RULE_2
from .markup import box, link, text, title

INSET = 6.0
# Between the lines of a text, in its height.
LEADING = 1.2
# How far letters reach above and below the line they stand on, in ems.
ASCENT, DESCENT = 0.88, 0.22
_FADED = 0.28


class Lines(NamedTuple):
    """A text broken into lines, and how high its letters are."""

    said: list[str]
    size: float

    @property
    def height(self) -> float:
        if not self.said:
            return 0
        return ((len(self.said) - 1) * LEADING + ASCENT + DESCENT) * self.size

    def ground(self, x: float, top: float, within: Box) -> str:
        """Beneath what stands on hatching."""
        if not self.said:
            return ""
        width = max(map(words.width, self.said)) * self.size
        right = min(x + width + 3, within.x + within.width - 1)
        return box(x - 3, top - 1.5, right - x + 3, self.height + 3, fill=PAPER)

    def draw(self, x: float, top: float, **attributes: object) -> str:
        first = top + ASCENT * self.size
        return "".join(
            text(line, x, first + number * LEADING * self.size, self.size, **attributes)
            for number, line in enumerate(self.said)
        )


def broken(said: str, room: float, sizes: tuple[float, ...], *, bold: bool = False) -> Lines:
    """In the largest of some sizes in which no word is broken and no more than three lines are
    needed; in the smallest of them, however many lines that makes."""
    for size in sizes:
        ems = room / size
        lines = words.lines(said, ems, bold=bold)
        if len(lines) <= 3 and words.longest(said, bold=bold) <= ems:
            break
    return Lines(lines, size)


class Design(NamedTuple):
    """`height` is what a tile needs in a width, `draw` draws what is within its frame."""

    height: Callable[[Tile, float, bool], float]
    draw: Callable[[Drawing], str]


class Drawing(NamedTuple):
    """`logo` is a picture as a data URI."""

    tile: Tile
    place: Box
    logo: str | None
    large: bool
    faces: Faces

    def lines(self, lines: Lines, x: float, top: float, **attributes: object) -> str:
        """With a ground that fits in the tile where that is hatched."""
        ground = lines.ground(x, top, self.place) if self.tile.ended else ""
        return ground + lines.draw(x, top, **attributes)

    def emblem(self, x: float, y: float, size: float) -> str:
        tile = self.tile
        if self.logo:
            return marks.logo(self.logo, tile.hue, x, y, size)
        serif = self.faces.serif
        return marks.monogram(tile.monogram, tile.hue, x, y, size, serif, dashed=tile.ended)

    def frame(self) -> str:
        x, y, width, height = self.place
        if not self.tile.ended:
            line = HUES[self.tile.hue] if self.large else RULE
            return box(x, y, width, height, fill=PAPER, stroke=line)
        dashed = box(x, y, width, height, fill=PAPER, stroke=RULE_2, stroke_dasharray="4 3")
        return dashed + box(x + 1, y + 1, width - 2, height - 2, fill="url(#hatch)")


def draw(drawing: Drawing, design: Design, url: str, *, matches: bool) -> str:
    said = " · ".join(filter(None, map(words.clean, _said(drawing.tile))))
    return link(
        url,
        title(said),
        drawing.frame(),
        design.draw(drawing),
        opacity=None if matches else _FADED,
    )


def _said(tile: Tile) -> list[str]:
    return [tile.name, tile.rank, tile.status_label, successor(tile)]


def successor(tile: Tile) -> str:
    return f"→ {words.clean(tile.successor)}" if tile.successor else ""
