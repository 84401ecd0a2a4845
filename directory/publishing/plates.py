"""A category on paper: a frame in its hue, a heading, its sections and their tiles."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from directory.panorama import Plate, PlateBox, Section, SectionBox

from . import words
from .fitting import MEASURES, emphasis
from .marks import HUES, INK, INK_2, INK_3, PAPER, RULE_2
from .markup import box, element, link, text
from .poster import Poster
from .tiles import draw

# Heights of letters, and what else a heading has, before it is made larger for a large sheet.
_NAME, _COUNT, _LETTER = 19.0, 15.0, 13.0
_KEY, _BAND = 19.0, 4.0
_SECTION, _SECTION_COUNT = 15.0, 13.0


def draw_plate(plate: Plate, placed: PlateBox, poster: Poster) -> str:
    x, y, width, height = placed.box
    hue, larger = HUES[plate.category.hue], emphasis(poster.width)
    sections = zip(plate.sections, placed.sections, strict=True)
    return element(
        "g",
        box(x, y, width, height, fill=PAPER, stroke=hue, stroke_width=larger),
        box(x - larger / 2, y - larger / 2, width + larger, _BAND * larger, fill=hue),
        _heading(plate, placed, poster, larger),
        *(part for section, drawn in sections for part in _section(plate, section, drawn, poster)),
    )


def _heading(plate: Plate, placed: PlateBox, poster: Poster, larger: float) -> str:
    x, y, width, _height = placed.box
    left, right = x + MEASURES.padding, x + width - MEASURES.padding
    size, key, letters = _NAME * larger, _KEY * larger, y + 29 * larger
    hue, number = HUES[plate.category.hue], poster.share(plate)
    room = (right - left - key - 20 * larger) / size - words.width(number)
    name = words.shortened(words.clean(plate.category.name), room, bold=True)
    said = text(name, left + key + 8 * larger, letters, size, font_weight=700, fill=INK)
    letter = {"font_weight": 700, "text_anchor": "middle", "fill": hue}
    return (
        box(
            left,
            letters - 15.5 * larger,
            key,
            key,
            fill="none",
            stroke=hue,
            stroke_width=1.5 * larger,
        )
        + text(plate.letter, left + key / 2, letters - 1.5 * larger, _LETTER * larger, **letter)
        + link(poster.absolute(plate.category.get_absolute_url()), said)
        + text(number, right, letters, _COUNT * larger, fill=INK_3, text_anchor="end")
    )


def _section(plate: Plate, section: Section, placed: SectionBox, poster: Poster) -> Iterator[str]:
    if section.category is not plate.category:
        yield _subheading(section, placed, poster)
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


def _subheading(section: Section, placed: SectionBox, poster: Poster) -> str:
    x, y, width, _height = placed.box
    larger = emphasis(poster.width)
    size = _SECTION * larger
    number = poster.share(section)
    if section.more:
        more = ngettext("%(count)s of them not shown", "%(count)s of them not shown", section.more)
        number += f" ({more % {'count': f'{section.more:,}'}})"
    room = width / size - words.width(number) - 1
    name = words.shortened(words.clean(section.category.name), room, bold=True)
    letters = y + 18 * larger
    return (
        box(x, y, width, 0.75 * larger, fill=RULE_2)
        + text(name, x, letters, size, font_weight=600, fill=INK_2)
        + text(number, x + width, letters, _SECTION_COUNT * larger, fill=INK_3, text_anchor="end")
    )
