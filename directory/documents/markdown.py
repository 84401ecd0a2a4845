"""Markdown for a terminal and for whatever else reads it: lines of some 80 columns, no HTML.

Texts are data, so none of their signs may come to mean something, in Markdown or in a terminal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.utils.encoding import iri_to_uri

WIDTH = 80
_WIDE = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U000323af"
# At a space, or between two Chinese characters as far as their punctuation allows.
_BREAK = re.compile(
    rf"( |(?<=[{_WIDE}])(?<![（《「『【〈“‘])(?=[{_WIDE}])(?![，。、；：！？）》」』】〉”’…]))"
)
# Underscores within words stay as they are.
_SIGNIFICANT = re.compile(r"[\\`*<\[\]|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_ENTITY = re.compile(r"(?<=&)(#?\w+);")
_BLOCK_MARK = re.compile(r"^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|[=~>]|-(?=-)|\d{1,9}(?=[.)](?:\s|$)))")


def escaped(text: str) -> str:
    """A text on one line that means nothing but itself, unless a line begins with it."""
    return _SIGNIFICANT.sub(r"\\\g<0>", seen(text))


def seen(text: str) -> str:
    """A text on one line without what a terminal would obey and nobody would see."""
    line = " ".join(str(text).split())
    return line if line.isprintable() else "".join(filter(str.isprintable, line))


def paragraph(text: str, indent: str = "") -> str:
    """Marked text, broken into lines; behind the first one stands `indent`."""
    lines = _broken(text, WIDTH - len(indent))
    return f"\n{indent}".join(map(_harmless_start, lines))


def _broken(text: str, width: int) -> list[str]:
    piece, *following = _BREAK.split(text)
    lines, taken = [piece], width_of(piece)
    for joiner, piece in zip(following[::2], following[1::2], strict=True):
        needed = width_of(joiner + piece)
        if taken + needed <= width:
            lines[-1] += joiner + piece
            taken += needed
        else:
            lines.append(piece)
            taken = width_of(piece)
    return lines


def width_of(text: str) -> int:
    """Columns in a terminal, where Chinese characters take two."""
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def _harmless_start(line: str) -> str:
    found = _BLOCK_MARK.match(line)
    if not found:
        return line
    at = found.end() if found[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def heading(level: int, text: str) -> str:
    said = re.sub(r"(?<=\s)#+$", lambda closing: f"\\{closing[0]}", escaped(text))
    return f"{'#' * level} {said}"


def item(text: str, depth: int = 0) -> str:
    """Marked text as an item of a list, or of a list within it."""
    indent = "  " * depth
    return f"{indent}- {paragraph(text, f'{indent}  ')}"


def address(url: str) -> str:
    """An address that can be clicked in a terminal, too."""
    return f"<{uri(url)}>"


def link(label: str, url: str) -> str:
    return f"[{escaped(label)}]({uri(url)})" if url else escaped(label)


def uri(url: str) -> str:
    """Without a sign that could end it early."""
    quoted = iri_to_uri(url).translate({ord(sign): quote(sign) for sign in "()<> \\|"})
    return _ENTITY.sub(r"\1%3B", quoted)


def strong(text: str) -> str:
    said = escaped(text)
    return f"**{said}**" if said else ""


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of marked text, the first one the head, in columns as wide as what stands in them."""
    widths = [max(3, *map(width_of, column)) for column in zip(*rows, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(row, widths) for row in (rows[0], rule, *rows[1:]))


def _line(row: Iterable[str], widths: Sequence[int]) -> str:
    cells = [cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)]
    return f"| {' | '.join(cells)} |"
