"""What the elements of an SVG may say, style included, as attributes."""

from __future__ import annotations

import base64
import binascii
import re
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from directory.logos import raster
from directory.logos.picture import Refused

from .allowed import PLAIN, PROPERTIES, TRANSFORMS
from .references import Numbers
from .sheet import Sheet, check_length, declarations
from .values import value

MOST_EMBEDDED = 20

_PLAIN = re.compile(r"[-+.,;%\w\s]*", re.ASCII)
_MOVES = re.compile(
    r"(?:[\s,]*(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([-+.,\deE\s]*\))*\s*", re.ASCII
)
_PATTERNS = dict.fromkeys(PLAIN, _PLAIN) | dict.fromkeys(TRANSFORMS, _MOVES)
_HREF = ("href", "http://www.w3.org/1999/xlink href")
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_EMBEDDED = re.compile(r"\s*data:image/(?:png|jpe?g|webp);base64,", re.IGNORECASE)


class Attributes:
    def __init__(self, sheet: Sheet, numbers: Numbers):
        self._sheet = sheet
        self._numbers = numbers
        self._embedded = 0

    def of(self, element: Element) -> dict[str, str]:
        """The allowed ones of an element that has its attributes as they came."""
        said = element.attrib
        kept = {"id": self._numbers.name(element), "href": self._href(element)}
        if said.get(_SPACE) == "preserve":
            kept["xml:space"] = "preserve"
        for name, text in said.items():
            if name in PROPERTIES:
                kept[name] = value(text, self._numbers.reference)
            elif name in _PATTERNS and _PATTERNS[name].fullmatch(text):
                kept[name] = text
        style = said.get("style", "")
        check_length(style)
        own = declarations(style, self._numbers.reference)
        kept |= self._sheet.of(element, own)
        return {name: text for name, text in kept.items() if text is not None}

    def _href(self, element: Element) -> str | None:
        said = next((element.attrib[name] for name in _HREF if name in element.attrib), "")
        if element.tag == "image":
            return self._picture(said)
        return self._numbers.reference(said.strip())

    def _picture(self, address: str) -> str | None:
        self._embedded += 1
        if self._embedded > MOST_EMBEDDED:
            raise Refused(
                _("The SVG has more than %(most)d pictures within.") % {"most": MOST_EMBEDDED},
                _("Draw them, or make them one."),
            )
        return _embedded(address)


def _embedded(address: str) -> str | None:
    """A picture of pixels within the SVG, cleaned like one by itself."""
    start = _EMBEDDED.match(address)
    if not start:
        return None
    try:
        data = base64.b64decode("".join(address[start.end() :].split()), validate=True)
    except binascii.Error as error:
        raise Refused(
            _("A picture within the SVG is damaged."), _("Embed it again, or draw it.")
        ) from error
    picture = raster.clean(data)
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"
