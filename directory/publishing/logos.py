"""Logos within a picture: as data URIs, and no larger than print needs."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable, Iterator
from contextlib import suppress

from PIL import Image

from directory.models import Logo

# Bytes of a PNG that is taken as it is; a larger one is made smaller.
AS_IT_IS = 24_000
# Of all logos of a picture. The others are shown by their monograms.
ALTOGETHER = 6_000_000
# As wide as the largest on a poster at 300 dpi.
_PIXELS = 256


def embedded(project_ids: Iterable[int]) -> dict[int, str]:
    """A data URI by project; none where there is no logo, or no room for it."""
    return dict(_within(ALTOGETHER, Logo.objects.for_files(project_ids)))


def _within(room: int, logos: Iterable[Logo]) -> Iterator[tuple[int, str]]:
    for logo in logos:
        # A picture that cannot be read any more is none.
        with suppress(OSError):
            uri = _uri(*_small(logo.media_type, bytes(logo.data)))
            room -= len(uri)
            if room < 0:
                return
            yield logo.project_id, uri


def _uri(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(data).decode()}"


def _small(media_type: str, data: bytes) -> tuple[str, bytes]:
    """Pixels no more than are printed, and as PNG, which every program reads."""
    if media_type == "image/svg+xml" or (media_type == "image/png" and len(data) <= AS_IT_IS):
        return media_type, data
    with Image.open(io.BytesIO(data)) as picture:
        picture.thumbnail((_PIXELS, _PIXELS))
        written = io.BytesIO()
        picture.save(written, "PNG", optimize=True)
    return "image/png", written.getvalue()
