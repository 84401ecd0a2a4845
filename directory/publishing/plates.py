"""A category on paper: a frame in its hue, a heading, its sections and their tiles."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from directory.models import Category
from directory.panorama import Plate, PlateBox, Section, SectionBox

from . import words
from .faces import Faces
from .fitting import emphasis
from .marks import HUES, INK, INK_2, INK_3, PAPER, RULE_2
from .markup import box, element, link, text
from .poster import Poster
from .tiles import Drawing, Lines, draw

# Heights of letters, and what else a heading has, before it is made larger for a large sheet.
_NAME, _COUNT, _LETTER = 19.0, 15.0, 13.0
_KEY, _BAND = 19.0, 4.0
_SECTION, _SECTION_COUNT = 15.0, 13.0
# Of a long name's letters, against the usual ones; from some on there is room for two lines.
_SMALLER = (1, 0.9, 0.8, 0.7, 0.65, 0.6, 0.5, 0.4)
_ON_TWO_LINES = 0.7


def draw_plate(plate: Plate, placed: PlateBox, poster: Poster, faces: Faces) -> str:
    x, y, width, height = placed.box
    hue, larger = HUES[plate.category.hue], emphasis(poster.width)
    sections = zip(plate.sections, placed.sections, strict=True)
    return element(
        "g",
        box(x, y, width, height, fill=PAPER, stroke=hue, stroke_width=larger),
        box(x - larger / 2, y - larger / 2, width + larger, _BAND * larger, fill=hue),
        _heading(plate, placed, poster, larger),
        *(
            part
            for section, drawn in sections
            for part in _section(plate, section, drawn, poster, faces)
        ),
    )


def _heading(plate: Plate, placed: PlateBox, poster: Poster, larger: float) -> str:
    x, y, width, _height = placed.box
    padding = poster.kind.measures.padding
    left, right = x + padding, x + width - padding
    key, letters = _KEY * larger, y + 29 * larger
    hue, number = HUES[plate.category.hue], poster.share(plate)
    room = right - left - key - 20 * larger - words.width(number) * _COUNT * larger
    size = _NAME * larger
    name = _fitted(plate.category, room, size)
    said = _named(name, left + key + 8 * larger, letters, size, font_weight=700, fill=INK)
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


def _fitted(category: Category, room: float, size: float) -> Lines:
    """The name of a category; a long one in smaller letters, then on two lines."""
    name = words.clean(category.name)
    for share in _SMALLER:
        ems = room / size / share
        lines = words.lines(name, ems, bold=True)
        if len(lines) <= (1 if share > _ON_TWO_LINES else 2):
            return Lines(lines, size * share)
    return Lines(words.lines(name, ems, 2, bold=True), size * share)


def _named(name: Lines, x: float, letters: float, usual: float, **attributes: object) -> str:
    """In the middle of where a line in the usual size stands on `letters`."""
    middle = letters - usual * 0.36
    return name.draw(x, middle - name.height / 2 - name.size * 0.03, **attributes)


def _section(
    plate: Plate, section: Section, placed: SectionBox, poster: Poster, faces: Faces
) -> Iterator[str]:
    if section.category is not plate.category:
        yield _subheading(section, placed, poster)
    for project, place in zip(section.ids, placed.tiles, strict=False):
        tile = poster.tiles.get(project)
        if tile is not None:
            large = project in poster.panorama.large
            drawing = Drawing(tile, place, poster.logos.get(project), large, faces)
            matches = project in poster.panorama.matches
            yield draw(drawing, poster.kind.design, poster.absolute(tile.url), matches=matches)


def _subheading(section: Section, placed: SectionBox, poster: Poster) -> str:
    x, y, width, _height = placed.box
    larger = emphasis(poster.width)
    number = poster.share(section)
    if section.more:
        more = ngettext("%(count)s of them not shown", "%(count)s of them not shown", section.more)
        number += f" ({more % {'count': f'{section.more:,}'}})"
    room = width - (words.width(number) + 1) * _SECTION_COUNT * larger
    size = _SECTION * larger
    name = _fitted(section.category, room, size)
    letters = y + 18 * larger
    return (
        box(x, y, width, 0.75 * larger, fill=RULE_2)
        + _named(name, x, letters, size, font_weight=600, fill=INK_2)
        + text(number, x + width, letters, _SECTION_COUNT * larger, fill=INK_3, text_anchor="end")
    )
