"""Previews: the picture of 1200 × 630 by which other sites show a link to a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from directory.browse import Entry
from directory.markdown import plain
from directory.models import Category, Landscape
from directory.models.translated import LANGUAGES, column_language

from . import logos, marks, words
from .faces import Faces
from .marks import INK, INK_2, PAPER
from .markup import SVG, box, element, text, title

WIDTH, HEIGHT = 1200, 630
_MARGIN = 64.0
_EMBLEM = 150.0
# Where the text beside the emblem begins, and how much room it has.
_BESIDE = _MARGIN + _EMBLEM + 40
_NAME_SIZES = (78.0, 62.0, 50.0, 42.0)
_SMALL, _SUMMARY = 30.0, 32.0
_BELOW_HEAD, _ABOVE_FOOT = 132.0, 548.0
_LEADING = 1.42


class Preview(NamedTuple):
    """What stands on one. `letters` and `logo`, a data URI, are the emblem; without either there
    is none."""

    site: str
    name: str
    summary: str
    address: str
    category: str = ""
    status: str = ""
    status_label: str = ""
    letters: str = ""
    logo: str = ""
    hue: int = 1
    ended: bool = False


def of_site(landscape: Landscape, address: str) -> Preview:
    name = words.clean(landscape.title) or _("Landscape")
    summary = words.clean(plain(landscape.introduction))
    return Preview("", name, summary, address)


def of_category(category: Category, letter: str, landscape: Landscape, address: str) -> Preview:
    return Preview(
        words.clean(landscape.title) or _("Landscape"),
        words.clean(category.name),
        words.clean(plain(category.description)),
        address,
        category=words.clean(category.parent.name) if category.parent else "",
        letters=letter,
        hue=(category.parent or category).hue,
    )


def of_project(entry: Entry, landscape: Landscape, address: str) -> Preview:
    project = entry.project
    return Preview(
        words.clean(landscape.title) or _("Landscape"),
        words.clean(project.display_name),
        words.clean(plain(project.summary)),
        address,
        category=words.clean(entry.category.name),
        status=project.status,
        status_label=str(project.get_status_display()),
        letters=entry.monogram,
        logo=logos.embedded([project.pk]).get(project.pk, ""),
        hue=entry.hue,
        ended=project.is_ended,
    )


def draw(preview: Preview, faces: Faces) -> str:
    return element(
        "svg",
        title(preview.name),
        element("defs", marks.HATCH),
        box(0, 0, WIDTH, HEIGHT, fill=PAPER),
        *_parts(preview, faces),
        xmlns=SVG,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
        font_family=faces.sans,
        lang=LANGUAGES[column_language()],
    )


def _parts(preview: Preview, faces: Faces) -> Iterator[str]:
    across = WIDTH - 2 * _MARGIN
    site = words.shortened(preview.site, across / _SMALL, bold=True)
    yield text(site, _MARGIN, 72, _SMALL, font_family=faces.serif, font_weight=600, fill=INK)
    yield box(_MARGIN, 92, across, 6, fill=INK) + box(_MARGIN, 102, across, 1.5, fill=INK)
    left = _BESIDE if preview.letters or preview.logo else _MARGIN
    if left == _BESIDE:
        yield _emblem(preview, faces)
    size, lines = _broken_name(preview.name, WIDTH - _MARGIN - left)
    y = _BELOW_HEAD + size
    for line in lines:
        yield text(line, left, y, size, font_family=faces.serif, font_weight=700, fill=INK)
        y += size * 1.2
    y += _SMALL * 1.3 - size * 1.2 + 14
    yield from _kind(preview, left, y)
    yield from _summary(preview, max(y + 68, _BELOW_HEAD + _EMBLEM + 74))
    yield box(_MARGIN, _ABOVE_FOOT, across, 1.5, fill=INK)
    yield box(_MARGIN, _ABOVE_FOOT + 5, across, 6, fill=INK)
    address = words.shortened(preview.address, across / 26)
    yield text(address, _MARGIN, _ABOVE_FOOT + 52, 26, fill=INK_2)


def _emblem(preview: Preview, faces: Faces) -> str:
    y = _BELOW_HEAD + 16
    ground = box(_MARGIN - 14, y - 14, _EMBLEM + 28, _EMBLEM + 28, fill="url(#hatch)")
    if preview.logo:
        drawn = marks.logo(preview.logo, preview.hue, _MARGIN, y, _EMBLEM)
    else:
        drawn = marks.monogram(
            preview.letters, preview.hue, _MARGIN, y, _EMBLEM, faces.serif, dashed=preview.ended
        )
    return ground + drawn if preview.ended else drawn


def _broken_name(name: str, room: float) -> tuple[float, list[str]]:
    """In the largest size in which it has two lines at most and no word is broken."""
    for size in _NAME_SIZES:
        ems = room / size
        lines = words.lines(name, ems, bold=True)
        if len(lines) <= 2 and words.longest(name, bold=True) <= ems:
            return size, lines
    return size, words.lines(name, ems, 2, bold=True)


def _kind(preview: Preview, x: float, y: float) -> Iterator[str]:
    """Category and status, on one line."""
    if preview.category:
        ems = (WIDTH - _MARGIN - x) / _SMALL - words.width(preview.status_label) - 3
        category = words.shortened(preview.category, ems)
        yield text(category, x, y, _SMALL, fill=INK_2)
        x += (words.width(category) + 1) * _SMALL
    if preview.status:
        yield marks.status(preview.status, x, y - 2, 22)
        yield text(preview.status_label, x + 34, y, _SMALL, font_weight=600, fill=INK)


def _summary(preview: Preview, y: float) -> Iterator[str]:
    leading = _SUMMARY * _LEADING
    fit = max(1, int((_ABOVE_FOOT - 16 - y) / leading) + 1)
    for number, line in enumerate(
        words.lines(preview.summary, (WIDTH - 2 * _MARGIN) / _SUMMARY, fit)
    ):
        yield text(line, _MARGIN, y + number * leading, _SUMMARY, fill=INK)
