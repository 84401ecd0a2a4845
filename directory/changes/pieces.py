"""How one text became another: what stayed, what went, what came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from directory.services.history import CONTEXT

# Words of letters, spaces, and every other sign, such as a Chinese one, by itself.
_TOKENS = re.compile(r"[^\W\d_\u2e80-\u9fff\uf900-\uffef]+|\d+|\s+|.", re.S)
# Comparing takes as long as the product of both lengths.
_MOST = 4_000
# Such as a date, which nobody compares digit by digit.
_SHORT = 12
# Below which two texts are rather two texts than one that was changed.
_ALIKE = 0.5


class Piece(NamedTuple):
    """`kind` is "del", "ins" or, for what stayed, empty."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """The whole of short texts; of long ones what is near a change."""
    before, after = before.strip(), after.strip()
    if min(len(before), len(after)) < _SHORT:
        return _replaced(before, after)
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    old_middle, new_middle = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(old_middle), len(new_middle)) > _MOST:
        middle = _replaced("".join(old_middle), "".join(new_middle))
    else:
        middle = list(_compared(old_middle, new_middle))
    found = [Piece("", "".join(old[:start])), *middle, Piece("", "".join(old[len(old) - end :]))]
    if _stayed(found) < _ALIKE * min(len(before), len(after)):
        return _replaced(before, after)
    return list(_abridged([piece for piece in found if piece.text]))


def _replaced(before: str, after: str) -> list[Piece]:
    return [piece for piece in (Piece("del", before), Piece("ins", after)) if piece.text]


def _shared(one: list[str], other: list[str]) -> int:
    """How many tokens both have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _compared(old: list[str], new: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("", "".join(old[old_start:old_end]))
        else:
            yield from _replaced("".join(old[old_start:old_end]), "".join(new[new_start:new_end]))


def _stayed(found: list[Piece]) -> int:
    return sum(len(text) for kind, text in found if not kind)


def _abridged(found: list[Piece]) -> Iterator[Piece]:
    last = len(found) - 1
    for place, (kind, text) in enumerate(found):
        if kind or len(text) <= 2 * CONTEXT:
            yield Piece(kind, text)
        else:
            begin = text[:CONTEXT] if place else ""
            end = text[-CONTEXT:] if place < last else ""
            yield Piece("", f"{begin}…{end}")
