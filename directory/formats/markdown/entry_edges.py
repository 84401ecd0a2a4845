"""What stands between the name of an entry and its summary, and behind the summary: links, marks,
ornaments. Each is taken off the pieces, of which the summary is left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import addresses
from .entry import Entry
from .inline import Piece
from .marks import (
    Marks,
    is_count_of_stars,
    is_license_for_sure,
    is_license_like,
    leading_stars,
    without_trailing_stars,
)

SEPARATOR = re.compile(r"\s*(?:-{1,3}(?=\s|$)|[–—−]{1,2}|[:|](?=\s|$)|：|=>|→)\s*")
_LABEL = re.compile(r"(?:^|[\s。，；;.])([^\s。，；;.]{1,12})[:：]$")
_BETWEEN_LINKS = " \t\n()（）[]【】,，、;；/|｜·•&"
_BEFORE_A_SUMMARY = " \t\n,，、;；~"
_BEHIND_A_SUMMARY = " \t\n,，、;；|｜·–—-"
_CLOSING, _OPENING = ")）】]", "(（【["
_SENTENCE_END = ".。!！?？…)）”"


# ---- beside the name


def with_bold_stars_as_images(found: list[Piece]) -> Iterator[Piece]:
    """A count of stars in bold says as little as a badge with one."""
    number = 0
    while number < len(found):
        kinds = [piece.kind for piece in found[number : number + 3]]
        if kinds == ["open", "text", "close"] and is_count_of_stars(found[number + 1].text):
            yield Piece("image", found[number].start, found[number + 2].end)
            number += 3
        else:
            yield found[number]
            number += 1


def take_lead(entry: Entry, rest: list[Piece]) -> list[Piece]:
    """The links beside the name. `rest` begins with the summary afterwards."""
    beside: list[Piece] = []
    for number, piece in enumerate(rest):
        if piece.kind == "text":
            begin = _spaces_and_stars(piece.text)
            separator = SEPARATOR.match(piece.text, begin) or SEPARATOR.match(
                piece.text, _filler(piece.text, begin)
            )
            if separator or _filler(piece.text, begin) < len(piece.text):
                rest[: number + 1] = [clipped(piece, separator.end() if separator else begin)]
                break
        elif piece.kind == "link" and not piece.is_badge:
            beside.append(piece)
            entry.head_end = piece.end
        elif piece.is_ornament or piece.kind == "close" or _is_sign(piece):
            entry.head_end = piece.end
        elif piece.kind != "break":
            del rest[:number]
            break
    else:
        rest.clear()
    _drop_ornaments(rest)
    return beside


def _is_sign(piece: Piece) -> bool:
    """A code span that is no word, such as a warning sign."""
    return piece.kind == "code" and not any(map(str.isalnum, piece.text))


def _spaces_and_stars(text: str) -> int:
    return leading_stars(text, len(text) - len(text.lstrip(_BEFORE_A_SUMMARY)))


def _filler(text: str, begin: int) -> int:
    while begin < len(text) and text[begin] in _BETWEEN_LINKS:
        begin += 1
    return begin


def _drop_ornaments(rest: list[Piece]) -> None:
    """Takes images, stars and spaces off the beginning of a summary."""
    while rest:
        piece = rest[0]
        if piece.kind == "text":
            begin = _spaces_and_stars(piece.text)
            if begin < len(piece.text):
                rest[0] = clipped(piece, begin)
                return
        elif not piece.is_ornament and piece.kind not in ("break", "close"):
            if piece.is_boundary:
                del rest[0]
            return
        del rest[0]


def clipped(piece: Piece, begin: int, end: int | None = None) -> Piece:
    """Part of a text; positions are in it."""
    text = piece.text[begin:end]
    return Piece("text", piece.start + begin, piece.start + begin + len(text), text)


# ---- behind the summary


def take_tail(entry: Entry, rest: list[Piece]) -> list[Piece]:
    """The links behind the summary, in order. `rest` ends with the summary afterwards."""
    _trim(rest)
    _end_strike(rest)
    _take_marks(entry, rest)
    links = _take_links(entry, rest)
    _trim(rest)
    if links and rest and rest[-1].kind == "text":
        text = rest[-1].text.rstrip(_BEHIND_A_SUMMARY)
        label = _LABEL.search(text)
        if label and addresses.kind_by_label(label[1]):
            text = text[: label.start(1)]
        rest[-1] = clipped(rest[-1], 0, len(text))
    if rest and rest[-1].is_boundary:
        del rest[-1]
    return links


def _trim(rest: list[Piece]) -> None:
    """Takes images, stars and spaces off the end."""
    while rest:
        piece = rest[-1]
        if piece.kind == "text":
            text = without_trailing_stars(piece.text)
            if text:
                rest[-1] = clipped(piece, 0, len(text))
                return
        elif not piece.is_ornament and piece.kind != "break":
            return
        del rest[-1]


def _end_strike(rest: list[Piece]) -> None:
    """Takes off the `~~` of which the other one stands before the name."""
    count = sum(piece.text.count("~~") for piece in rest if piece.kind == "text")
    if count % 2 and rest[-1].kind == "text" and rest[-1].text.endswith("~~"):
        rest[-1] = clipped(rest[-1], 0, len(rest[-1].text) - 2)
        _trim(rest)


def _take_marks(entry: Entry, rest: list[Piece]) -> None:
    before = list(rest)
    spans: list[Piece] = []
    while rest and rest[-1].kind == "code":
        spans.insert(0, rest.pop())
        _trim(rest)
    marks = Marks()
    for span in spans:
        marks.add(span.text)
    is_any = marks or any(map(is_license_like, marks.others))
    is_sure = any(is_license_for_sure(span.text) for span in spans)
    if is_any and (is_sure or not rest or _ends_sentence(rest[-1])):
        entry.marks, entry.mark_pieces = marks, spans
    else:
        rest[:] = before


def _ends_sentence(piece: Piece) -> bool:
    return piece.kind != "text" or piece.text.rstrip()[-1:] in _SENTENCE_END


def _take_links(entry: Entry, rest: list[Piece]) -> list[Piece]:
    """Links with nothing but punctuation between them; those in brackets only with the brackets."""
    taken: list[Piece] = []
    before, sure, depth = list(rest), (len(rest), 0), 0
    while rest:
        piece = rest[-1]
        if piece.kind == "link" and not piece.is_badge:
            taken.insert(0, piece)
        elif piece.kind == "text" and not piece.text.strip(_BETWEEN_LINKS):
            depth += sum(sign in _CLOSING for sign in piece.text)
            depth -= sum(sign in _OPENING for sign in piece.text)
        elif not piece.is_ornament and piece.kind != "break":
            break
        del rest[-1]
        if taken and depth == 0:
            sure = len(rest), len(taken)
    if taken and depth == 1 and _cut_opening(rest):
        return taken
    rest[:] = before[: sure[0]]
    taken = taken[len(taken) - sure[1] :]
    if len(taken) == 1 and _is_told_of(entry, taken[0], rest):
        rest[:] = before
        return []
    return taken


def _cut_opening(rest: list[Piece]) -> bool:
    text = rest[-1].text.rstrip() if rest and rest[-1].kind == "text" else ""
    if text.endswith(tuple(_OPENING)):
        rest[-1] = clipped(rest[-1], 0, len(text) - 1)
        return True
    return False


def _is_told_of(entry: Entry, link: Piece, rest: list[Piece]) -> bool:
    """Whether a link at the end is the last word of a sentence: `A fork of [nginx](…)`."""
    return (
        bool(rest)
        and not _ends_sentence(rest[-1])
        and addresses.kind_of(link.url) == "repository"
        and addresses.kind_of(entry.head.url) != "homepage"
        and not addresses.kind_by_label(link.text)
    )
