"""What is wrong with a list that can be read all the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from django.utils.translation import gettext as _

from directory.addresses import same_place
from directory.formats.records import Level, Place, Problem
from directory.text import fold

from .anchors import anchors
from .document import LISTS, Document, Item
from .inline import Piece, pieces
from .marks import is_license_like, license_meant
from .order import in_order, is_latin, order_of
from .sections import Section
from .source import Block


def problems(document: Document) -> list[Problem]:
    """All problems, in the order of the file."""
    found = [*document.matter.problems, *(each for check in CHECKS for each in check(document))]
    return sorted(found, key=lambda problem: (problem.place.line, problem.place.column))


def _warning(place: Place, code: str, message: str, remedy: str) -> Problem:
    return Problem(place, code, message, remedy, Level.WARNING)


# ---- the list as a whole


def _nothing(document: Document) -> Iterator[Problem]:
    if not document.items:
        yield Problem(
            Place(document.source.file, 1, 1),
            "no-entries",
            _("The list has no entries."),
            _("Write a list of links, such as - [Istio](https://istio.io/) - A service mesh."),
        )


def _title(document: Document) -> Iterator[Problem]:
    if not document.whole.name:
        yield _warning(
            document.source.place_at(document.matter.end),
            "no-title",
            _("The list has no title."),
            _("Begin with a heading of the first level: # Title."),
        )


def _headings(document: Document) -> Iterator[Problem]:
    level = 1
    for section in document.whole.walk():
        if section.heading and section.level > level + 1:
            yield _warning(
                document.source.place(section.heading),
                "heading-level",
                _("The heading “%(name)s” is of level %(level)d, below one of level %(above)d.")
                % {"name": section.name, "level": section.level, "above": level},
                _("Write it with %(signs)s.") % {"signs": "#" * (level + 1)},
            )
        level = section.level or 1


def _same_headings(document: Document) -> Iterator[Problem]:
    for above in document.whole.walk():
        first: dict[str, Section] = {}
        for section in above.below:
            before = first.setdefault(fold(section.name), section)
            if before is not section and section.heading and before.heading:
                yield _warning(
                    document.source.place(section.heading),
                    "same-heading",
                    _("There are two headings “%(name)s”.") % {"name": section.name},
                    _("Move what is below it to line %(line)d, or give it another name.")
                    % {"line": before.heading.first + 1},
                )


def _empty_headings(document: Document) -> Iterator[Problem]:
    """Headings with neither entries nor text below."""
    for section in document.whole.walk():
        if section.heading and section is not document.whole and _says_nothing(document, section):
            yield _warning(
                document.source.place(section.heading),
                "no-entries-below",
                _("There are no entries below the heading “%(name)s”.") % {"name": section.name},
                _("Add some, or delete the heading."),
            )


def _says_nothing(document: Document, section: Section) -> bool:
    if section.is_about_the_list or section.holds_entries:
        return False
    blocks = [block for each in section.walk() for block in each.blocks]
    has_contents = any(block in document.contents for block in blocks)
    return not has_contents and all(block.kind in (*LISTS, "hr") for block in blocks)


def _depth(document: Document) -> Iterator[Problem]:
    for line in document.source.too_deep:
        yield Problem(
            Place(document.source.file, line + 1, 1),
            "too-deep",
            _("What is nested so deep is not read."),
            _("Nest lists in at most eight levels."),
        )


def _contents(document: Document) -> Iterator[Problem]:
    """Links of the table of contents to headings that are not there."""
    if not document.contents:
        return
    known = set(anchors(document))
    for block in document.contents:
        for paragraph in block.find("p"):
            for piece in pieces(paragraph.text, document.source.env):
                if piece.kind == "link" and not _is_anchor(piece.url, known):
                    yield _dead_anchor(document, paragraph, piece.start, piece.url)


def _is_anchor(url: str, known: set[str]) -> bool:
    anchor = unquote(url[1:])
    return not anchor or anchor.casefold() in known


def _dead_anchor(document: Document, paragraph: Block, start: int, url: str) -> Problem:
    return _warning(
        document.source.place(paragraph, start),
        "dead-anchor",
        _("The table of contents leads to %(anchor)s, and no heading has that anchor.")
        % {"anchor": unquote(url)},
        _("Make the link as the heading: lower case, spaces as hyphens, no punctuation."),
    )


# ---- entries


def _strays(document: Document) -> Iterator[Problem]:
    """What is left out of a list of entries is told, for it may be meant as one."""
    for left in document.strays:
        yield _warning(
            left.place,
            "no-entry",
            _("“%(text)s” is not taken for an entry. %(reason)s")
            % {"text": left.text, "reason": left.reason},
            _("Begin it with a name that is a link: [Name](https://…) - What it is."),
        )


def _place(document: Document, item: Item, piece: Piece) -> Place:
    """Of a link or mark of an entry; a cell of a table is told by its row."""
    start = item.entry.head.start if item.table else piece.start
    return document.source.place(item.block, start)


def _summaries(document: Document) -> Iterator[Problem]:
    for item in document.items:
        if not item.entry.summary:
            yield _warning(
                document.source.place(item.block, item.entry.head.start),
                "no-description",
                _("“%(name)s” has no description.") % {"name": item.entry.name},
                _("Say in a sentence what it is."),
            )


def _links(document: Document) -> Iterator[Problem]:
    for item in document.items:
        for piece in item.entry.refused:
            yield Problem(
                _place(document, item, piece),
                "address",
                _("“%(url)s” is no address of the web.") % {"url": piece.url[:80]},
                _("Write one that begins with https://."),
            )


def _names(document: Document) -> Iterator[Problem]:
    yield from _twice(
        document,
        lambda item: fold(item.entry.name),
        "same-name",
        lambda item: _("“%(name)s” is in the list twice.") % {"name": item.entry.name},
    )


def _repositories(document: Document) -> Iterator[Problem]:
    yield from _twice(
        document,
        _repository,
        "same-repository",
        lambda item: (
            _("“%(name)s” has the repository of another entry.") % {"name": item.entry.name}
        ),
    )


def _repository(item: Item) -> str:
    for link in item.entry.links:
        if link.kind == "repository":
            return same_place(link.url)
    return ""


def _twice(
    document: Document, key: Callable[[Item], str], code: str, message: Callable[[Item], str]
) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in document.items:
        said = key(item)
        before = first.setdefault(said, item) if said else item
        if before is not item:
            remedy = _("Keep one of them; the other is on line %(line)d.")
            yield _warning(
                document.source.place(item.block, item.entry.head.start),
                code,
                message(item),
                remedy % {"line": before.first + 1},
            )


def _spellings(document: Document) -> Iterator[Problem]:
    """Addresses that are written in two ways."""
    first: dict[str, tuple[str, Item]] = {}
    for item in document.items:
        for link in item.entry.links:
            url, before = first.setdefault(same_place(link.url), (link.url, item))
            if url != link.url:
                yield _warning(
                    _place(document, item, link.piece),
                    "same-address",
                    _("%(url)s is written %(other)s on line %(line)d.")
                    % {"url": link.url, "other": url, "line": before.first + 1},
                    _("Write it in one way."),
                )


def _licenses(document: Document) -> Iterator[Problem]:
    for item in document.items:
        pieces_of = {piece.text: piece for piece in item.entry.mark_pieces}
        for mark in filter(is_license_like, item.entry.marks.others):
            near = ", ".join(license_meant(mark))
            yield _warning(
                _place(document, item, pieces_of.get(mark, item.entry.head)),
                "license",
                _("SPDX knows no license “%(license)s”.") % {"license": mark},
                _("Perhaps %(near)s?") % {"near": near}
                if near
                else _("Write an identifier of spdx.org/licenses."),
            )


# ---- order


def _order(document: Document) -> Iterator[Problem]:
    """Entries that break the order of a list that is sorted otherwise."""
    lists: dict[Block, list[Item]] = {}
    for item in document.items:
        lists.setdefault(item.container, []).append(item)
    for items in lists.values():
        for item, before in _out_of_order(items):
            yield _warning(
                document.source.place(item.block, item.entry.head.start),
                "order",
                _("“%(name)s” is out of alphabetical order.") % {"name": item.entry.name},
                _("Move it behind “%(before)s”.") % {"before": before.entry.name}
                if before
                else _("Move it to the top of the list."),
            )


def _out_of_order(items: list[Item]) -> Iterator[tuple[Item, Item | None]]:
    """Each with the entry that it belongs behind; nothing if the list is in no order."""
    items = [item for item in items if is_latin(item.entry.name)]
    key = order_of([item.entry.name for item in items])
    if key is None:
        return
    kept = in_order([item.entry.name for item in items], key)
    keys = [key(items[number].entry.name) for number in kept]
    for number in sorted(set(range(len(items))) - set(kept)):
        place = bisect_right(keys, key(items[number].entry.name))
        yield items[number], items[kept[place - 1]] if place else None


CHECKS = (
    _nothing, _title, _headings, _same_headings, _empty_headings, _depth, _contents, _strays,
    _summaries, _links, _names, _repositories, _spellings, _licenses, _order,
)  # fmt: skip
