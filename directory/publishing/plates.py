"""A category on paper: a frame in its hue, a heading, its sections and their tiles."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from directory.panorama import Plate, PlateBox, Section, SectionBox

from . import words
from .faces import Faces
from .fitting import MEASURES
from .marks import HUES, INK, INK_2, INK_3, PAPER, RULE_2
from .markup import box, element, link, text
from .poster import Poster
from .tiles import draw

_NAME, _COUNT, _LETTER = 17.0, 13.0, 12.0
_KEY = 19.0
_SECTION = 12.5


def draw_plate(plate: Plate, placed: PlateBox, poster: Poster, faces: Faces) -> str:
    x, y, width, height = placed.box
    hue = HUES[plate.category.hue]
    sections = zip(plate.sections, placed.sections, strict=True)
    return element(
        "g",
        box(x, y, width, height, fill=PAPER, stroke=hue),
        box(x - 0.5, y - 0.5, width + 1, 4, fill=hue),
        _heading(plate, placed, poster),
        *(_section(plate, section, drawn, poster) for section, drawn in sections),
    )


def _heading(plate: Plate, placed: PlateBox, poster: Poster) -> str:
    x, y, width, _height = placed.box
    left, right = x + MEASURES.padding, x + width - MEASURES.padding
    hue = HUES[plate.category.hue]
    number = f"{plate.total:,}"
    room = (right - left - _KEY - 20) / _NAME - words.width(number)
    name = words.shortened(words.clean(plate.category.name), room, bold=True)
    said = text(name, left + _KEY + 8, y + 29, _NAME, font_weight=700, fill=INK)
    return (
        box(left, y + 13.5, _KEY, _KEY, fill="none", stroke=hue, stroke_width=1.5)
        + text(
            plate.letter,
            left + _KEY / 2,
            y + 27.5,
            _LETTER,
            font_weight=700,
            text_anchor="middle",
            fill=hue,
        )
        + link(poster.absolute(plate.category.get_absolute_url()), said)
        + text(number, right, y + 29, _COUNT, fill=INK_3, text_anchor="end")
    )


def _section(plate: Plate, section: Section, placed: SectionBox, poster: Poster) -> str:
    return element("g", *_parts(plate, section, placed, poster))


def _parts(plate: Plate, section: Section, placed: SectionBox, poster: Poster) -> Iterator[str]:
    if section.category is not plate.category:
        yield _subheading(section, placed)
    for project, place in zip(section.ids, placed.tiles, strict=False):
        tile = poster.tiles.get(project)
        if tile is not None:
            yield draw(
                tile,
                place,
                poster.absolute(tile.url),
                poster.logos.get(project),
                large=project in poster.panorama.large,
                matches=project in poster.panorama.matches,
            )


def _subheading(section: Section, placed: SectionBox) -> str:
    x, y, width, _height = placed.box
    number = f"{section.total:,}"
    if section.more:
        more = ngettext("%(count)s of them not shown", "%(count)s of them not shown", section.more)
        number += f" ({more % {'count': f'{section.more:,}'}})"
    room = width / _SECTION - words.width(number) - 1
    name = words.shortened(words.clean(section.category.name), room, bold=True)
    return (
        box(x, y, width, 0.75, fill=RULE_2)
        + text(name, x, y + 16, _SECTION, font_weight=600, fill=INK_2)
        + text(number, x + width, y + 16, 11.0, fill=INK_3, text_anchor="end")
    )
