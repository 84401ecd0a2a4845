"""Logos from anywhere made harmless: an SVG of an allow-list, or pixels written anew.

What comes out runs nothing, loads nothing and needs no style sheet, so that it can be shown under
the strictest policy; cleaned again it stays the same.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from . import raster, svg
from .picture import ENDINGS, Picture, Refused

__all__ = ["ENDINGS", "LARGEST", "Picture", "Refused", "clean"]

# Bytes, as they come and as they are kept.
LARGEST = 1_000_000
LARGEST_CLEANED = 300_000

_GZIP = b"\x1f\x8b"
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"


def clean(data: bytes) -> Picture:
    """The logo in a file, whatever the file's name says. Raises Refused."""
    if len(data) > LARGEST:
        raise Refused(
            _("The file is larger than %(largest)d KB.") % {"largest": LARGEST // 1000},
            _("Save it smaller: without embedded pictures, or with fewer pixels."),
        )
    picture = _cleaned(data)
    if len(picture.data) > LARGEST_CLEANED:
        raise Refused(
            _("The logo takes %(size)d KB; at most %(largest)d KB are kept.")
            % {"size": len(picture.data) // 1000, "largest": LARGEST_CLEANED // 1000},
            _("Use a simpler version, best as SVG without embedded pictures."),
        )
    return picture


def _cleaned(data: bytes) -> Picture:
    if raster.is_one(data):
        return raster.clean(data)
    if data.startswith(_GZIP):
        raise Refused(
            _("The file is compressed, as SVGZ is."), _("Decompress it and take the SVG inside.")
        )
    if data.lstrip(_BEFORE_MARKUP).startswith(b"<"):
        return Picture("image/svg+xml", svg.clean(data))
    raise Refused(
        _("This is no picture of a known kind."), _("Use an SVG, PNG, WebP or JPEG file.")
    )
