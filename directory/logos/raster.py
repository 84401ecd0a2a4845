"""Pictures of pixels, decoded and written anew, so that nothing but pixels is left."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from .picture import Picture, Refused

MOST_PIXELS = 16_777_216
# Of the longer side, as it is kept.
LARGEST_SIDE = 512

_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF")
# Only formats without loss, so that a logo stays the same however often it is cleaned.
_KEPT_AS = {"PNG": "PNG", "WEBP": "WEBP", "JPEG": "WEBP"}


def is_one(data: bytes) -> bool:
    return data.startswith(_SIGNATURES)


def clean(data: bytes) -> Picture:
    """PNG or WebP, without metadata, at most LARGEST_SIDE pixels wide and high."""
    image, kind = _pixels(data)
    image.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
    out = BytesIO()
    if kind == "PNG":
        image.save(out, "PNG", optimize=True)
    else:
        image.save(out, "WEBP", lossless=True, exact=True)
    return Picture(f"image/{kind.lower()}", out.getvalue())


def _pixels(data: bytes) -> tuple[Image.Image, str]:
    try:
        with Image.open(BytesIO(data), formats=list(_KEPT_AS)) as image:
            _check_size(*image.size)
            turned = ImageOps.exif_transpose(image)
            pixels = turned.convert("RGBA" if turned.has_transparency_data else "RGB")
            kind = _KEPT_AS[str(image.format)]
    except Refused:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except Exception as error:  # what is broken makes it raise nearly anything
        raise Refused(
            _("The picture is damaged."), _("Save it again as PNG, WebP or, better, SVG.")
        ) from error
    pixels.info = {}
    return pixels, kind


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_large()


def _too_large() -> Refused:
    return Refused(
        _("The picture has more than %(most)d million pixels.") % {"most": MOST_PIXELS // 2**20},
        _("Save it with at most %(side)d pixels a side.") % {"side": LARGEST_SIDE},
    )
