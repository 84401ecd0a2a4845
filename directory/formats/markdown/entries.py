"""One entry: what its name is, where it leads, and which part of it is the summary.

- ![badge] [name](main) [beside](…) - summary ([tail](…), [tail](…)) `MIT` `Go` ⭐ 1k
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from . import addresses
from .commonmark import Env
from .inline import WORDS, Piece, pieces
from .marks import (
    Marks,
    is_count_of_stars,
    is_license_for_sure,
    is_license_like,
    leading_stars,
    without_trailing_stars,
)
from .texts import from_list

SEPARATOR = re.compile(r"\s*(?:-{1,3}(?=\s|$)|[–—−]{1,2}|[:|](?=\s|$)|：|=>|→)\s*")
_EMOJI_CODE = re.compile(r":[a-z0-9_+-]+:")
_CHECKBOX = re.compile(r"\[[ xX]\]")
_BARE_ADDRESS = re.compile(r"\s*(https?://[^\s<>（），。、；]+)")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_LABEL = re.compile(r"(?:^|[\s。，；;.])([^\s。，；;.]{1,12})[:：]$")
_BETWEEN_LINKS = " \t\n()（）[]【】,，、;；/|｜·•&"
_BEFORE_A_SUMMARY = " \t\n,，、;；~"
_BEHIND_A_SUMMARY = " \t\n,，、;；|｜·–—-"
_CLOSING, _OPENING = ")）】]", "(（【["
_SENTENCE_END = ".。!！?？…)）”"


@dataclass(slots=True)
class Link:
    """`label` is empty where the text is the address itself."""

    kind: str
    url: str
    label: str
    piece: Piece


@dataclass(slots=True)
class Entry:
    """Positions are in the text that was read. `head_end` is behind the name and what is beside
    it; `summary_end` is `summary_start` where there is no summary. `links` are the main one, if
    the name has one, those beside and behind, and those in the summary; `refused` are those whose
    address is none of the web."""

    name: str
    head: Piece
    head_end: int
    summary: str = ""
    summary_start: int = 0
    summary_end: int = 0
    links: list[Link] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    mark_pieces: list[Piece] = field(default_factory=list)
    refused: list[Piece] = field(default_factory=list)

    @property
    def main(self) -> Link | None:
        return self.links[0] if self.links and self.links[0].piece is self.head else None


def entry_in(text: str, env: Env) -> Entry | None:
    """The entry that a text is, or None if it does not begin as one."""
    found = pieces(text, env)
    entry = _named(found)
    if entry is None:
        return None
    rest = [piece for piece in found if piece.end > entry.head.end]
    if rest and rest[0].start < entry.head.end:
        rest[0] = _clipped(rest[0], entry.head.end - rest[0].start)
    rest = list(_with_bold_stars_as_images(rest))
    beside = _lead(entry, rest)
    tail = _tail(entry, rest)
    _summarize(entry, rest, text, env)
    entry.links = _classified(entry, beside + tail)
    if not entry.links and entry.head.kind != "link":
        return None
    entry.links += [
        Link("other", piece.url, piece.text, piece)
        for piece in rest
        if piece.kind == "link" and addresses.is_http(piece.url)
    ]
    entry.refused += [piece for piece in rest if piece.kind == "link" and _is_odd(piece.url)]
    return entry


def _is_odd(url: str) -> bool:
    """Whether an address within a text leads neither to the web, nor beside the list, nor to
    somebody's mail."""
    is_usual = addresses.is_http(url) or url.startswith(("mailto:", "//"))
    return bool(_SCHEME.match(url)) and not is_usual


# ---- the name


def _named(found: list[Piece]) -> Entry | None:
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
    if (piece.url and not _SCHEME.match(piece.url)) or piece.url.startswith("mailto:"):
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


# ---- beside the name


def _with_bold_stars_as_images(found: list[Piece]) -> Iterator[Piece]:
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


def _lead(entry: Entry, rest: list[Piece]) -> list[Piece]:
    """The links beside the name. `rest` begins with the summary afterwards."""
    beside: list[Piece] = []
    for number, piece in enumerate(rest):
        if piece.kind == "text":
            begin = _spaces_and_stars(piece.text)
            separator = SEPARATOR.match(piece.text, begin) or SEPARATOR.match(
                piece.text, _filler(piece.text, begin)
            )
            if separator or _filler(piece.text, begin) < len(piece.text):
                rest[: number + 1] = [_clipped(piece, separator.end() if separator else begin)]
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
                rest[0] = _clipped(piece, begin)
                return
        elif not piece.is_ornament and piece.kind not in ("break", "close"):
            if piece.is_boundary:
                del rest[0]
            return
        del rest[0]


def _clipped(piece: Piece, begin: int, end: int | None = None) -> Piece:
    """Part of a text; positions are in it."""
    text = piece.text[begin:end]
    return Piece("text", piece.start + begin, piece.start + begin + len(text), text)


# ---- behind the summary


def _tail(entry: Entry, rest: list[Piece]) -> list[Piece]:
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
        rest[-1] = _clipped(rest[-1], 0, len(text))
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
                rest[-1] = _clipped(piece, 0, len(text))
                return
        elif not piece.is_ornament and piece.kind != "break":
            return
        del rest[-1]


def _end_strike(rest: list[Piece]) -> None:
    """Takes off the `~~` of which the other one stands before the name."""
    count = sum(piece.text.count("~~") for piece in rest if piece.kind == "text")
    if count % 2 and rest[-1].kind == "text" and rest[-1].text.endswith("~~"):
        rest[-1] = _clipped(rest[-1], 0, len(rest[-1].text) - 2)
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
        rest[-1] = _clipped(rest[-1], 0, len(text) - 1)
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


# ---- the summary and the links


def _summarize(entry: Entry, rest: list[Piece], text: str, env: Env) -> None:
    if rest:
        entry.summary_start, entry.summary_end = rest[0].start, rest[-1].end
        entry.summary = from_list(text[entry.summary_start : entry.summary_end], env)
    else:
        entry.summary_start = entry.summary_end = entry.head_end


def _classified(entry: Entry, others: list[Piece]) -> list[Link]:
    """The main link and those beside and behind, each with its kind. Of homepages and repositories
    there is one each."""
    linked = [entry.head, *others] if entry.head.kind in ("link", "bare") else others
    entry.refused = [piece for piece in linked if not addresses.is_http(piece.url)]
    links = [_link(piece) for piece in others if addresses.is_http(piece.url)]
    if addresses.is_http(entry.head.url):
        main = Link(addresses.kind_of(entry.head.url), entry.head.url, "", entry.head)
        if main.kind == "homepage" and any(link.kind == "homepage" for link in links):
            main.kind = "repository"
        elif main.kind != "homepage":
            for link in links:
                link.kind = link.kind if link.label else "homepage"
        links.insert(0, main)
    taken: set[str] = set()
    for link in links:
        if not link.kind:
            link.kind = _guessed(link, len(others) == 1)
        if link.kind in ("homepage", "repository") and link.kind in taken:
            link.kind = "other"
        taken.add(link.kind)
    return links


def _link(piece: Piece) -> Link:
    """The kind is empty where only a label tells, and that says nothing."""
    is_bare = piece.is_auto or addresses.is_its_own_label(piece.text, piece.url)
    label = "" if is_bare else piece.text
    kind = addresses.kind_by_label(label) if label else addresses.kind_of(piece.url)
    return Link(kind, piece.url, label, piece)


def _guessed(link: Link, is_only_one: bool) -> str:
    kind = addresses.kind_of(link.url)
    return kind if kind == "repository" or is_only_one else "other"
