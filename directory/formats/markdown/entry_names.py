"""The name of an entry, with which it begins: a link, an address, code, or words in bold."""

from __future__ import annotations

import re

from . import addresses
from .entry import Entry
from .inline import WORDS, Piece

_EMOJI_CODE = re.compile(r":[a-z0-9_+-]+:")
_CHECKBOX = re.compile(r"\[[ xX]\]")
_BARE_ADDRESS = re.compile(r"\s*(https?://[^\s<>（），。、；]+)")


def named(found: list[Piece]) -> Entry | None:
    """An entry with no more than its name, or None if the text does not begin with one."""
    for number, piece in enumerate(found):
        if piece.kind == "link" and not piece.is_badge:
            return _linked(piece)
        elif piece.kind == "code":
            return Entry(piece.text.strip(), piece, piece.end) if piece.text.strip() else None
        elif piece.kind == "text" and not _is_ornament(piece.text):
            if number and found[number - 1].kind == "open":
                return _emphasized(found, number)
            return _bare(piece)
        elif piece.is_boundary or piece.kind == "close":
            return None
    return None


def _is_ornament(text: str) -> bool:
    """Emoji, stars, a box to tick."""
    text = _CHECKBOX.sub("", _EMOJI_CODE.sub("", text))
    return not any(sign.isalnum() or sign in "_[]" for sign in text)


def _linked(piece: Piece) -> Entry | None:
    if (piece.url and not addresses.has_scheme(piece.url)) or piece.url.startswith("mailto:"):
        return None
    name = piece.text
    if piece.is_auto or not name:
        name = addresses.short_name(piece.url)
    return Entry(name, piece, piece.end) if name else None


def _bare(piece: Piece) -> Entry | None:
    found = _BARE_ADDRESS.match(piece.text)
    if found is None:
        return None
    start = piece.start + found.start(1)
    head = Piece("bare", start, piece.start + found.end(), url=found[1], is_auto=True)
    return Entry(addresses.short_name(head.url), head, head.end)


def _emphasized(found: list[Piece], number: int) -> Entry | None:
    """Named in bold, without a link; several marks may close at once."""
    opening = found[number - 1]
    words: list[str] = []
    for piece in found[number:]:
        if piece.kind == "close" and piece.text == opening.text:
            name = " ".join("".join(words).split())
            return Entry(name, Piece("strong", opening.start, piece.end, name), piece.end)
        if piece.kind in WORDS and piece.kind != "link":
            words.append(piece.text)
    return None
