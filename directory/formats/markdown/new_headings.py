"""Headings for categories that a list does not have yet, and their lines in its contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from directory.formats.records import Fields

from .anchors import anchor_of, heading_anchor
from .document import Document
from .entry_text import in_language
from .inline import pieces
from .sections import Category, Section
from .source import Block
from .style import Style
from .texts import Edit, name_in_list
from .writing import category_head


@dataclass(slots=True)
class NewHeading:
    """A category, the items of its list as text, and new subcategories in it."""

    fields: Fields
    items: list[str] = field(default_factory=list)
    below: list[NewHeading] = field(default_factory=list)


def first_level(
    document: Document, category: Category, new: NewHeading, style: Style
) -> list[Edit]:
    """Behind the last category, which is given, and in the table of contents."""
    level = category.section.level
    edit = _behind(document, category.section, "\n\n".join(_blocks(new, level, style)))
    return [edit, *_in_contents(document, category, new.fields, style)]


def second_level(document: Document, above: Category, new: NewHeading, style: Style) -> Edit:
    level = next((section.level for section in above.section.below), above.section.level + 1)
    return _behind(document, above.section, "\n\n".join(_blocks(new, level, style)))


def at_the_end(document: Document, new: NewHeading, style: Style) -> Edit:
    return _behind(document, document.whole, "\n\n".join(_blocks(new, 2, style)))


def items_below(document: Document, section: Section, items: list[str]) -> Edit:
    """A list for a category that has only subcategories so far."""
    blocks = [block for block in section.blocks if block.kind != "hr"]
    if section.heading:
        blocks.insert(0, section.heading)
    return _insertion(document, max(block.end for block in blocks), "\n".join(items))


def _blocks(new: NewHeading, level: int, style: Style) -> Iterator[str]:
    yield from category_head(new.fields, level, style.language)
    if new.items:
        yield "\n".join(new.items)
    for below in new.below:
        yield from _blocks(below, level + 1, style)


def _behind(document: Document, section: Section, text: str) -> Edit:
    ends = [
        block.end
        for each in section.walk()
        for block in [each.heading, *each.blocks]
        if block and block.kind != "hr"
    ]
    return _insertion(document, max(ends, default=0), text)


def _insertion(document: Document, end: int, text: str) -> Edit:
    """Text behind a line, apart from it."""
    source = document.source
    while end and source.is_blank(end - 1):
        end -= 1
    at = source.ends[end - 1] if end else 0
    text = text.replace("\n", source.newline)
    return Edit(at, at, source.newline * 2 + text if end else text + source.newline)


def _in_contents(
    document: Document, behind: Category, fields: Fields, style: Style
) -> Iterator[Edit]:
    """A line behind that of another category, if the contents have one."""
    if behind.section.heading is None:
        return
    anchor = heading_anchor(behind.section.heading, document)
    name = in_language(fields, "name", style.language)
    for block in document.contents:
        for item in block.find("li"):
            if _leads_to(document, item, anchor):
                source = document.source
                start = source.starts[item.first]
                mark = source.text[start : source.offset(item.children[0])]
                end = source.ends[source.trimmed(item.first, item.end) - 1]
                line = f"{mark}[{name_in_list(name)}](#{anchor_of(name)})"
                yield Edit(end, end, source.newline + line)
                return


def _leads_to(document: Document, item: Block, anchor: str) -> bool:
    named = item.children[0] if item.children else None
    if named is None or named.kind != "p":
        return False
    links = (piece.url for piece in pieces(named.text, document.source.env) if piece.kind == "link")
    return any(unquote(url).casefold() == f"#{anchor}" for url in links)
