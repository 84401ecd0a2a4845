"""What differs between an entry's text and its project today, as edits of just those pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from directory.formats.records import Fields

from .commonmark import Env
from .document import Document, Item
from .entries import entry_in
from .entry import Entry, Link
from .entry_edges import SEPARATOR
from .entry_text import (
    address_of,
    canonical,
    in_language,
    is_read_as,
    language_in,
    links_of,
    main_address,
    spellings,
)
from .inline import BOUNDARY, Piece
from .marks import is_license_like, language_named, license_of
from .reading import description
from .row_edits import row_edits
from .style import Style
from .texts import Edit, address, destination, edited, into_list, name_in_list

_LINK_BEFORE = re.compile(r"\s*[,，、;；|｜·/]\s*$")
_LINK_BEHIND = re.compile(r"\s*[,，、;；|｜·/]\s*(?=\S)")
_OPENING, _CLOSING = re.compile(r"\s*[(（\[【]\s*$"), re.compile(r"\s*[)）\]】]")


def entry_edits(
    document: Document, item: Item, was: Fields, now: Fields, style: Style
) -> list[Edit]:
    """Edits of the whole text; none if the entry, which was read as `was`, says what the project's
    record does."""
    if item.table:
        return row_edits(document, item, was, now, style)
    entry, text, env = item.entry, item.block.text, document.source.env
    edits = [*_head(entry, text, now), *_other_links(entry, text, now, style)]
    edits += _licenses(entry, now, style) + _languages(entry, now, style)
    summary = in_language(now, "summary", language_in(was, "summary", style.language))
    edits += _summary(entry, text, canonical(summary), style, edits, env)
    edits = _kept_apart(entry, text, edits, env)
    placed = [_placed(document, item, edit) for edit in edits]
    return [*placed, *_more(document, item, was, now)]


def _kept_apart(entry: Entry, text: str, edits: list[Edit], env: Env) -> list[Edit]:
    """With a boundary where signs behind a summary would be read as its last words."""
    if not edits or not entry.summary:
        return edits
    apart = [Edit(entry.summary_end, entry.summary_end, BOUNDARY), *edits]
    as_it_is, as_meant = (entry_in(edited(text, each), env) for each in (edits, apart))
    is_misread = as_it_is and as_meant and as_it_is.marks != as_meant.marks
    return apart if is_misread else edits


def _placed(document: Document, item: Item, edit: Edit) -> Edit:
    start = document.source.offset(item.block, edit.start)
    end = document.source.offset(item.block, edit.end) if edit.end > edit.start else start
    return Edit(start, end, edit.text)


# ---- name and addresses


def _head(entry: Entry, text: str, now: Fields) -> Iterator[Edit]:
    head = entry.head
    name = " ".join(now["name"].split())
    url = _address_now(entry.main, now) if entry.main else ""
    is_renamed, is_moved = name != entry.name, bool(entry.main) and url != head.url
    if head.kind == "link" and not head.is_auto:
        if is_renamed:
            yield Edit(head.start + 1, head.label_end, name_in_list(name))
        if is_moved:
            yield _readdressed(head, text, url)
    elif head.is_auto and (is_renamed or is_moved):
        yield Edit(head.start, head.end, f"[{name_in_list(name)}]({destination(url)})")
    elif is_renamed:
        yield Edit(head.start, head.end, _renamed(head, name))


def _renamed(head: Piece, name: str) -> str:
    if head.kind == "code":
        return f"`{name.replace('`', '')}`"
    return f"**{name_in_list(name)}**" if head.kind == "strong" else name_in_list(name)


def _address_now(link: Link, now: Fields) -> str:
    """The same if the project still has it, else the one of that kind; for the main link, any."""
    urls = {known["url"] for known in links_of(now)}
    if link.url in urls or not urls:
        return link.url
    return address_of(now, link.kind) or main_address(now)


def _readdressed(piece: Piece, text: str, url: str) -> Edit:
    """Only the address if it stands there as it is, else all behind the label."""
    if piece.is_auto:
        return Edit(piece.start, piece.end, f"<{address(url)}>")
    start = text.find(piece.url, piece.label_end, piece.end)
    is_inline = text.startswith("](", piece.label_end) and piece.url
    if is_inline and start >= 0 and text[start - 1] != "<":
        return Edit(start, start + len(piece.url), destination(url))
    return Edit(piece.label_end, piece.end, f"]({destination(url)})")


def _other_links(entry: Entry, text: str, now: Fields, style: Style) -> Iterator[Edit]:
    """Those beside and behind. Only a home page or repository is followed where it went."""
    urls = {link["url"] for link in links_of(now)}
    others = [link for link in entry.links if link is not entry.main]
    for link in others:
        if link.url in urls or entry.summary_start <= link.piece.start < entry.summary_end:
            continue
        url = address_of(now, link.kind) if link.kind in ("homepage", "repository") else ""
        yield _readdressed(link.piece, text, url) if url else _without(link.piece, text)
    homepage = address_of(now, "homepage")
    shown = {link.url for link in entry.links} | {address_of(now, "repository")}
    is_told = any(link.kind == "homepage" for link in entry.links) or homepage in shown
    if homepage and style.says_homepages and not is_told:
        end = _end_of_links(entry)
        yield Edit(end, end, f" <{address(homepage)}>")


def _end_of_links(entry: Entry) -> int:
    ends = [link.piece.end for link in entry.links]
    return max(entry.head_end, entry.summary_end, *ends) if ends else entry.summary_end


def _without(piece: Piece, text: str) -> Edit:
    """A link taken away, with the comma to its neighbour or the brackets around it."""
    start, end = piece.start, piece.end
    if behind := _LINK_BEHIND.match(text, end):
        return Edit(start, behind.end(), "")
    if before := _LINK_BEFORE.search(text[:start]):
        return Edit(before.start(), end, "")
    opening, closing = _OPENING.search(text[:start]), _CLOSING.match(text, end)
    if opening and closing:
        return Edit(opening.start(), closing.end(), "")
    return Edit(len(text[:start].rstrip()), end, "")


# ---- summary


def _summary(
    entry: Entry, text: str, summary: str, style: Style, others: list[Edit], env: Env
) -> list[Edit]:
    if summary == entry.summary:
        return []
    behind = text[entry.summary_end :]
    is_apart = not behind.strip() or behind[0].isspace() or behind.startswith("~~")
    bare = Edit(entry.head_end, entry.summary_end, "" if is_apart else " ")
    if not summary:
        return [bare]
    before = entry_in(edited(text, [*others, bare]), env)
    for (start, end, separator), (spelling, meant) in product(
        _room(entry, text, style), spellings(summary)
    ):
        edit = Edit(start, end, separator + spelling)
        if is_read_as(edited(text, [*others, edit]), meant, before, env):
            return [edit]
    return [Edit(start, end, separator + into_list(summary))]


def _room(entry: Entry, text: str, style: Style) -> list[tuple[int, int, str]]:
    """Where a summary goes, and what stands before it. Where there was none, a separator may have
    been left behind, or signs that say nothing."""
    if entry.summary:
        return [(entry.summary_start, entry.summary_end, "")]
    start = entry.head_end
    stray = SEPARATOR.match(text, start)
    behind = [link.piece.start for link in entry.links] + [each.start for each in entry.mark_pieces]
    end = min((each for each in behind if each >= start), default=len(text))
    return [
        (start, stray.end() if stray else start, style.separator),
        (start, max(start, len(text[:end].rstrip())), style.separator),
    ]


# ---- licence and languages


def _licenses(entry: Entry, now: Fields, style: Style) -> list[Edit]:
    license = now.get("license", "")
    if license == entry.marks.license:
        return []
    pieces = [
        piece
        for piece in entry.mark_pieces
        if license_of(piece.text) or is_license_like(piece.text)
    ]
    return _remarked(entry, pieces, license, style.says_licenses)


def _languages(entry: Entry, now: Fields, style: Style) -> list[Edit]:
    languages = now.get("languages", [])
    if set(languages) == set(entry.marks.languages):
        return []
    pieces = [piece for piece in entry.mark_pieces if any(map(language_named, _parts(piece)))]
    others = [part for piece in pieces for part in _parts(piece) if not language_named(part)]
    return _remarked(entry, pieces, "/".join([*languages, *others]), style.says_languages)


def _parts(piece: Piece) -> list[str]:
    return piece.text.split("/")


def _remarked(entry: Entry, pieces: list[Piece], mark: str, is_said: bool) -> list[Edit]:
    """The first of some marks replaced and the others dropped, or a new one behind the others."""
    if not pieces:
        end = max(_end_of_links(entry), *(piece.end for piece in entry.mark_pieces), 0)
        return [Edit(end, end, f" `{mark}`")] if mark and is_said else []
    first, *others = pieces
    gone = others if mark else pieces
    kept = [Edit(first.start, first.end, f"`{mark}`")] if mark else []
    return kept + [Edit(piece.start - 1, piece.end, "") for piece in gone]


# ---- further paragraphs


def _more(document: Document, item: Item, was: Fields, now: Fields) -> Iterator[Edit]:
    """The paragraphs behind the first one."""
    if not item.more:
        return
    language = language_in(was, "description", "en")
    said = in_language(now, "description", language)
    for summary in (item.entry.summary, in_language(now, "summary", language)):
        said = said.removeprefix(f"{summary}\n\n") if summary else said
    if said == description(document, item):
        return
    source = document.source
    start = source.starts[item.more[0].first]
    indent = " " * (source.offset(item.block) - source.starts[item.first])
    lines = [f"{indent}{line}" if line.strip() else "" for line in said.splitlines()]
    if not lines:
        yield Edit(source.ends[item.block.end - 1], source.ends[item.end - 1], "")
    else:
        yield Edit(start, source.ends[item.end - 1], source.newline.join(lines))
