"""A poster as SVG: the title, the plates, what the signs mean, where it is from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.browse import license_label
from directory.models.translated import LANGUAGES, column_language

from . import legend, marks, words
from .faces import READERS, Faces
from .marks import INK, INK_2, INK_3, PAPER
from .markup import SVG, box, description, element, link, text, title
from .plates import draw_plate
from .poster import MARGINS, Poster


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
    across, down = poster.width * MARGINS.sides, poster.width * MARGINS.above
    yield element(
        "g",
        *(draw_plate(plate, placed, poster) for plate, placed in plates),
        transform=f"translate({across:.2f} {down:.2f})",
    )
    yield _foot(poster)


def _head(poster: Poster, faces: Faces) -> str:
    """Closed by the thick-and-thin rule of Chinese printing."""
    unit = poster.width / 1000
    left, right = poster.width * MARGINS.sides, poster.width * (1 - MARGINS.sides)
    # Smaller, before the group at the end of a long title is lost.
    size = max(20, min(27, 560 / max(words.width(poster.title, bold=True), 1)))
    name = words.shortened(poster.title, 560 / size, bold=True)
    asked = words.shortened(words.clean(poster.asked_in_words), 420 / 9.5)
    beside = {"text_anchor": "end", "fill": INK_2}
    return (
        text(
            name,
            left,
            41 * unit,
            size * unit,
            font_family=faces.serif,
            font_weight=700,
            fill=INK,
        )
        + text(poster.summary, right, (30 if asked else 41) * unit, 10.5 * unit, **beside)
        + (text(asked, right, 43 * unit, 9.5 * unit, **beside) if asked else "")
        + _double_rule(left, right, 53 * unit, unit, thick_first=True)
    )


def _foot(poster: Poster) -> str:
    unit = poster.width / 1000
    left, right = poster.width * MARGINS.sides, poster.width * (1 - MARGINS.sides)
    top = poster.height - MARGINS.below * poster.width
    size = 7.5 * unit
    address = words.shortened(poster.address, 420 / 7.5)
    source = words.shortened(_source(poster), 530 / 7.5)
    return (
        legend.draw(poster, left, top + 14 * unit, size)
        + _double_rule(left, right, top + 22 * unit, unit, thick_first=False)
        + text(source, left, top + 36 * unit, size, fill=INK_2)
        + text(_terms(poster), left, top + (47 if source else 36) * unit, size, fill=INK_3)
        + link(
            poster.address,
            text(address, right, top + 36 * unit, size, fill=INK_2, text_anchor="end"),
        )
    )


def _double_rule(left: float, right: float, y: float, unit: float, *, thick_first: bool) -> str:
    thick, thin = 1.6 * unit, 0.4 * unit
    above, below = (thick, thin) if thick_first else (thin, thick)
    return box(left, y, right - left, above, fill=INK) + box(
        left, y + above + unit, right - left, below, fill=INK
    )


def _source(poster: Poster) -> str:
    landscape = poster.panorama.landscape
    return words.clean(landscape.attribution or landscape.community)


def _terms(poster: Poster) -> str:
    said = [_("Drawn on %(date)s") % {"date": date_format(timezone.localdate(), "DATE_FORMAT")}]
    if license := poster.panorama.landscape.license:
        said.insert(0, _("Data: %(license)s") % {"license": license_label(license)})
    return " · ".join(said)
