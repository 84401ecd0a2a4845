"""What the signs of a picture mean; only of those that are on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.models import Project

from . import marks, words
from .marks import INK_2, INK_3, PAPER, RULE_2
from .markup import box, element, text
from .poster import Poster

Sign = Callable[[float, float, float], str]


class _Item(NamedTuple):
    """`sign` draws at a place what is this many ems wide."""

    sign: Sign
    ems: float
    said: str


def draw(poster: Poster, x: float, y: float, size: float) -> str:
    """On one line, from the left; letters stand on `y`."""
    parts = []
    for item in _items(poster):
        parts.append(item.sign(x, y, size))
        x += size * (item.ems + 0.5)
        parts.append(text(item.said, x, y, size, fill=INK_2))
        x += size * (words.width(item.said) + 1.5)
    return element("g", *parts)


def _items(poster: Poster) -> Iterator[_Item]:
    shown = [poster.tiles[i] for i in poster.panorama.ids if i in poster.tiles]
    if any(tile.id in poster.panorama.large for tile in shown):
        yield _Item(_swatch(2.6), 2.6, _("Graduated, top-level or featured"))
    if any(tile.ended for tile in shown):
        ended = _("Ended, with → its successor") if poster.kind.successors else _("Ended")
        yield _Item(_swatch(1.6, "url(#hatch)", "3 2"), 1.6, ended)
    if any(tile.id not in poster.panorama.matches for tile in shown):
        yield _Item(_swatch(1.6, opacity=0.28), 1.6, _("Not asked for"))
    present = {tile.status for tile in shown}
    for status in Project.Status:
        if status in present and status != Project.Status.ACTIVE:
            yield _Item(_sign(status), 0.8, str(status.label))
    if Project.Status.ACTIVE in present:
        yield _Item(lambda *_place: "", -0.5, _("Without a status: active"))


def _swatch(
    ems: float, fill: str = PAPER, dashes: str | None = None, opacity: float | None = None
) -> Sign:
    def sign(x: float, y: float, size: float) -> str:
        return box(
            x,
            y - 0.9 * size,
            ems * size,
            1.15 * size,
            fill=fill,
            stroke=RULE_2 if dashes else INK_3,
            stroke_dasharray=dashes,
            opacity=opacity,
        )

    return sign


def _sign(status: str) -> Sign:
    return lambda x, y, size: marks.status(status, x, y, 0.8 * size)
