"""Texts broken into lines of a width that no font is asked for.

A picture is seen with fonts that nobody knows, so widths are those of a wide one, in ems, and what
fits by them fits with most.
"""

import re
import unicodedata

from django.utils.translation import pgettext

ELLIPSIS = "…"
_BOLD = 1.07
_WIDTHS = {
    **dict.fromkeys("ijlI|.,:;'!` ", 0.3),
    **dict.fromkeys('frt()[]{}-"/\\', 0.4),
    **dict.fromkeys("mwMW@%", 0.95),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", 0.68),
}
_OTHERS = 0.58
# Categories of characters: control, format, surrogate, private use, unassigned.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
# Scripts that break between any two characters, and full-width punctuation.
_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\uffef"
# What stays on one line: a wide character, a space, a word with the hyphen or slash after it and
# the arrow before it.
_PIECE = re.compile(
    rf"[{_WIDE}]|\s+|(?:→ )?(?:[^\s{_WIDE}/-]*[/-](?=[^\s{_WIDE}])|[^\s{_WIDE}/-]+)|[/-]"
)
# May not begin a line in Chinese.
_CLOSING = frozenset("，。、；：！？）》」』】〉”’…")


def clean(text: str) -> str:
    """On one line, without what shows nothing or turns the direction of what follows."""
    on_one_line = " ".join(text.split())
    kept = (c for c in on_one_line if unicodedata.category(c) not in _UNSEEN)
    return " ".join("".join(kept).split())


def criteria(asked: list[str]) -> str:
    """What was asked for, on one line."""
    return pgettext("between criteria", "; ").join(asked)


def width(text: str, *, bold: bool = False) -> float:
    """In ems, rather too wide than too narrow."""
    ems = sum(map(_width, text))
    return ems * _BOLD if bold else ems


def _width(character: str) -> float:
    if known := _WIDTHS.get(character):
        return known
    if unicodedata.combining(character):
        return 0
    wide = unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…—"
    return 1.02 if wide else _OTHERS


def lines(text: str, ems: float, at_most: int = 0, *, bold: bool = False) -> list[str]:
    """A text in lines of this width, as many as it needs or `at_most`; what has no room then is
    told by an ellipsis."""
    broken: list[str] = []
    line = ""
    for piece in _pieces(text, ems, bold):
        if width((line + piece).rstrip(), bold=bold) <= ems or (line and piece[0] in _CLOSING):
            line += piece
        else:
            broken.append(line)
            line = piece
    broken.append(line)
    if 0 < at_most < len(broken):
        rest = "".join(broken[at_most - 1 :]).strip()
        broken[at_most - 1 :] = [shortened(rest, ems, bold=bold)]
    return [each.strip() for each in broken if each.strip()]


def _pieces(text: str, ems: float, bold: bool) -> list[str]:
    """Pieces of which none is wider than a line."""
    pieces = []
    for piece in _PIECE.findall(text):
        while width(piece, bold=bold) > ems and len(piece) > 1:
            fits = _fitting(piece, ems, bold)
            pieces.append(piece[:fits])
            piece = piece[fits:]
        pieces.append(piece)
    return pieces


def longest(text: str, *, bold: bool = False) -> float:
    """The width of the longest piece between two places where a line may break."""
    return max((width(piece, bold=bold) for piece in _PIECE.findall(text)), default=0)


def shortened(text: str, ems: float, *, bold: bool = False) -> str:
    if width(text, bold=bold) <= ems:
        return text
    return text[: _fitting(text, ems - width(ELLIPSIS), bold)].rstrip() + ELLIPSIS


def _fitting(text: str, ems: float, bold: bool) -> int:
    """How many characters there is room for; one at least."""
    room = ems / _BOLD if bold else ems
    for place, character in enumerate(text):
        room -= _width(character)
        if room < 0:
            return max(place, 1)
    return len(text)
