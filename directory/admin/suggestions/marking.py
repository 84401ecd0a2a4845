"""What differs between two texts, by word and in Chinese by character, and addresses as links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple
from urllib.parse import urlsplit

# A word of letters, a run of blanks, or any one character, as all of Chinese are.
_TOKEN = re.compile(r"[^\W\u2e80-\u9fff\uac00-\ud7af]+|\s+|.", re.S)
_URL = re.compile(r"https?://[^\s<>\"“”‘’（），。；、]+", re.I)
# Punctuation after an address that closes the sentence around it.
_AFTER_URL = ".,;:!?]'"
# Tokens of both texts together, above which only a common beginning and end is looked for.
MOST_TOKENS = 4_000
# From 0 to 1, by how much of both is the same.
LIKENESS = 0.3
# Of a stretch in which nothing differs, which is not shown whole if it is longer than both.
SHOWN = 160


class Piece(NamedTuple):
    text: str
    differs: bool = False


class Stretch(NamedTuple):
    """`url` is what its pieces lead to, `host` how the name of its computer is written for the
    machines, if that is something else than what people see."""

    pieces: list[Piece]
    url: str = ""
    host: str = ""


Marked = list[Stretch]


def side_by_side(before: str, after: str) -> tuple[Marked, Marked]:
    """Both with what differs between them marked; if one is empty, all of the other is new."""
    if not before or not after:
        return marked([Piece(before, True)]), marked([Piece(after, True)])
    old, new = _compared(_TOKEN.findall(before), _TOKEN.findall(after))
    return marked(old), marked(new)


def plain(text: str) -> Marked:
    return marked([Piece(text)])


def _compared(old: list[str], new: list[str]) -> tuple[list[Piece], list[Piece]]:
    if len(old) + len(new) > MOST_TOKENS:
        blocks = list(_shared_ends(old, new))
    else:
        blocks = _opcodes(SequenceMatcher(None, old, new, autojunk=False))
    left, right = [], []
    for tag, i, j, k, n in blocks:
        left.append(Piece("".join(old[i:j]), tag != "equal"))
        right.append(Piece("".join(new[k:n]), tag != "equal"))
    return [p for p in left if p.text], [p for p in right if p.text]


def _opcodes(matcher: SequenceMatcher[str]) -> list[tuple[str, int, int, int, int]]:
    """Texts that have next to nothing in common differ as a whole, not by their punctuation."""
    if matcher.ratio() < LIKENESS:
        return [("replace", 0, len(matcher.a), 0, len(matcher.b))]
    return list(matcher.get_opcodes())


def _shared_ends(old: list[str], new: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    shortest = min(len(old), len(new))
    start = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    rest = shortest - start
    end = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    yield "equal", 0, start, 0, start
    yield "replace", start, len(old) - end, start, len(new) - end
    yield "equal", len(old) - end, len(old), len(new) - end, len(new)


def marked(pieces: list[Piece]) -> Marked:
    """Cut once more where addresses begin and end. All of an address is shown, however long."""
    text = "".join(piece.text for piece in pieces)
    found: Marked = []
    end = 0
    for match in _URL.finditer(text):
        url = _without_what_follows(match[0])
        if match.start() > end:
            found.append(Stretch(_shortened(_between(pieces, end, match.start()))))
        end = match.start() + len(url)
        found.append(Stretch(_between(pieces, match.start(), end), url, _other_spelling(url)))
    if end < len(text):
        found.append(Stretch(_shortened(_between(pieces, end, len(text)))))
    return found


def _without_what_follows(found: str) -> str:
    """A bracket belongs to an address that has its other half."""
    url = found.rstrip(_AFTER_URL)
    return url if "(" in url else url.rstrip(_AFTER_URL + ")")


def _between(pieces: list[Piece], start: int, end: int) -> list[Piece]:
    found, at = [], 0
    for piece in pieces:
        part = piece.text[max(0, start - at) : max(0, end - at)]
        if part:
            found.append(Piece(part, piece.differs))
        at += len(piece.text)
    return found


def _shortened(pieces: list[Piece]) -> list[Piece]:
    """Only what is the same is left out, and only beside what differs."""
    if not any(piece.differs for piece in pieces):
        return pieces
    return [
        Piece(f"{piece.text[:SHOWN]} … {piece.text[-SHOWN:]}")
        if not piece.differs and len(piece.text) > 2 * SHOWN
        else piece
        for piece in pieces
    ]


def _other_spelling(url: str) -> str:
    """The host in ASCII where it is shown in other letters, and the other way round."""
    try:
        host = urlsplit(url).hostname or ""
        spelled = host.encode("idna").decode()
        return spelled if spelled != host else _in_letters(host)
    except (UnicodeError, ValueError):
        return ""


def _in_letters(host: str) -> str:
    letters = host.encode().decode("idna")
    return letters if letters != host else ""
