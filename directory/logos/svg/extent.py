"""How large the canvas of an SVG is."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from directory.logos.picture import Refused

_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
_LENGTH = re.compile(rf"({_NUMBER.pattern})\s*([a-z]*)", re.ASCII)
# In pixels, as CSS has it.
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4}


def view_box(root: Mapping[str, str]) -> str:
    """The canvas that the root element's attributes say. Raises Refused if they do not."""
    box = _box(root.get("viewBox", "")) or _from_size(root)
    if box is None or not (0 < box[2] < math.inf and 0 < box[3] < math.inf):
        raise Refused(
            _("The SVG does not say how large its canvas is."),
            _('Give the svg element a viewBox, such as viewBox="0 0 64 64".'),
        )
    return " ".join(f"{number:g}" if abs(number) < 1e6 else str(number) for number in box)


def _box(said: str) -> list[float] | None:
    parts = said.replace(",", " ").split()
    if len(parts) != 4 or not all(map(_NUMBER.fullmatch, parts)):
        return None
    return [float(part) for part in parts]


def _from_size(root: Mapping[str, str]) -> list[float] | None:
    sides = [_LENGTH.fullmatch(root.get(name, "").strip()) for name in ("width", "height")]
    if not all(side and side[2] in _UNITS for side in sides):
        return None
    return [0, 0, *(float(side[1]) * _UNITS[side[2]] for side in sides if side)]
