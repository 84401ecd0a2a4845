"""A poster as SVG: the title, the plates, what the signs mean, where it is from."""

from __future__ import annotations

from collections.abc import Iterator

from directory.models.translated import LANGUAGES, column_language

from . import furniture, legend, marks
from .faces import READERS, Faces
from .marks import INK, INK_2, PAPER
from .markup import SVG, box, description, element, link, text, title
from .plates import draw_plate
from .poster import Poster


def draw(poster: Poster, faces: Faces = READERS) -> str:
    width, height = poster.millimetres
    return element(
        "svg",
        title(poster.title),
        description(poster.summary),
        element("defs", marks.HATCH),
        box(0, 0, poster.width, poster.height, fill=PAPER),
        *_parts(poster, faces),
        xmlns=SVG,
        viewBox=f"0 0 {poster.width:.2f} {poster.height:.2f}",
        width=f"{width:.2f}mm",
        height=f"{height:.2f}mm",
        font_family=faces.sans,
        lang=LANGUAGES[column_language()],
    )


def _parts(poster: Poster, faces: Faces) -> Iterator[str]:
    yield _head(poster, faces)
    plates = zip(poster.panorama.plates, poster.fit.layout.plates, strict=True)
    across, down = poster.plates_at
    yield element(
        "g",
        *(draw_plate(plate, placed, poster, faces) for plate, placed in plates),
        transform=f"translate({across:.2f} {down:.2f})",
    )
    yield _foot(poster)


def _head(poster: Poster, faces: Faces) -> str:
    """Closed by the thick-and-thin rule of Chinese printing."""
    unit, said = poster.unit, poster.furniture
    left, right = _sides(poster)
    drawn = text(
        said.title,
        left,
        41 * unit,
        said.title_size * unit,
        font_family=faces.serif,
        font_weight=700,
        fill=INK,
    )
    if said.summary_beside:
        size = furniture.SUMMARY * unit
        drawn += text(said.summary, right, 41 * unit, size, fill=INK_2, text_anchor="end")
    drawn += _double_rule(left, right, 53 * unit, unit, thick_first=True)
    first, leading = 69.5 * unit, furniture.ASKED_LEADING * unit
    return drawn + _lines(said.notes, left, first, leading, furniture.ASKED * unit)


def _foot(poster: Poster) -> str:
    unit, said = poster.unit, poster.furniture
    left, right = _sides(poster)
    top = poster.height - poster.fit.margins.below * poster.width
    size, leading = furniture.SMALL * unit, furniture.SMALL_LEADING * unit
    first = top + 36 * unit
    return (
        legend.draw(poster, left, top + 14 * unit, poster.kind.legend * poster.width / 1000)
        + _double_rule(left, right, top + 22 * unit, unit, thick_first=False)
        + _lines(said.source, left, first, leading, size)
        + link(
            poster.address,
            _lines(said.address, right, first, leading, size, text_anchor="end"),
        )
    )


def _sides(poster: Poster) -> tuple[float, float]:
    margin = poster.width * poster.fit.margins.sides
    return margin, poster.width - margin


def _lines(
    lines: list[str], x: float, first: float, leading: float, size: float, **attributes: object
) -> str:
    return "".join(
        text(line, x, first + number * leading, size, fill=INK_2, **attributes)
        for number, line in enumerate(lines)
    )


def _double_rule(left: float, right: float, y: float, unit: float, *, thick_first: bool) -> str:
    thick, thin = 1.6 * unit, 0.4 * unit
    above, below = (thick, thin) if thick_first else (thin, thick)
    return box(left, y, right - left, above, fill=INK) + box(
        left, y + above + unit, right - left, below, fill=INK
    )
