"""A poster as pixels or as a PDF whose text is text.

Both are drawn by the same library (usvg), so that they look the same: resvg-py makes pixels,
svg2pdf-py a PDF with subsets of the fonts, and pypdf adds links, language and title to it.
"""

from __future__ import annotations

import io
import subprocess
import sys
from math import sqrt
from pathlib import Path

from django.conf import settings
from pypdf import PdfWriter
from pypdf.annotations import Link
from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject

import directory
from directory.models.translated import LANGUAGES, column_language
from directory.panorama import Box

from .poster import Poster

# To be raised when something else is made of the same SVG.
FORMAT = "1"
# They take four bytes each while they are drawn.
PIXELS_AT_MOST = 40_000_000
# Three thousand tiles took 17 on a busy machine.
SECONDS = 60
_POINTS = 72 / 25.4  # in a millimetre


class Failed(Exception):
    """A picture took more time or memory than one may."""


def png(svg: str, poster: Poster, scale: int) -> bytes:
    """A pixel a unit or as many as a slide has, or `scale` each way; fewer if that would be too
    many."""
    width = poster.kind.pixels or poster.width
    zoom = min(scale, sqrt(PIXELS_AT_MOST / (width * width * poster.height / poster.width)))
    return drawn("png", svg, int(width * zoom))


def pdf(svg: str, poster: Poster) -> bytes:
    """One page as large as the sheet."""
    writer = PdfWriter(io.BytesIO(drawn("pdf", svg)))
    page = writer.pages[0]
    width = poster.millimetres[0] * _POINTS
    # svg2pdf takes a pixel for a point.
    page.scale_by(width / float(page.mediabox.width))
    page.compress_content_streams()
    for place, url in poster.links:
        area = _area(place, width / poster.width, float(page.mediabox.height))
        writer.add_annotation(page, Link(rect=area, url=url))
    writer.add_metadata({"/Title": poster.title, "/Subject": poster.summary})
    root = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(LANGUAGES[column_language()])
    shown = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(True)})
    root[NameObject("/ViewerPreferences")] = shown
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def drawn(kind: str, svg: str, width: int = 0) -> bytes:
    """An SVG as PNG of a width in pixels or as PDF: in a process of its own, within limits."""
    program = [sys.executable, "-m", "directory.publishing.renderer"]
    try:
        return subprocess.run(
            [*program, kind, str(width), *settings.FONT_DIRS],
            input=svg.encode(),
            stdout=subprocess.PIPE,
            cwd=Path(directory.__file__).parent.parent,
            timeout=SECONDS,
            check=True,
        ).stdout
    except subprocess.SubprocessError as error:
        raise Failed(str(error)) from error


def _area(place: Box, scale: float, height: float) -> tuple[float, float, float, float]:
    """From the lower left corner of the page, as PDF counts."""
    left, above, right = place.x * scale, place.y * scale, (place.x + place.width) * scale
    return left, height - above - place.height * scale, right, height - above
