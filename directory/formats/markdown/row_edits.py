"""What differs between a row of a table and its project today, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator

from directory.formats.records import Fields

from .document import Document, Item
from .entry_text import address_of, canonical, in_cell, in_language, language_in, links_of, row_text
from .source import Block
from .style import Style
from .tables import LINKED, Table
from .texts import Edit, address, destination, into_list, name_in_list


def row_edits(document: Document, item: Item, was: Fields, now: Fields, style: Style) -> list[Edit]:
    """The cells that differ or, where their places are not known, the row."""
    row, table = item.row, item.table
    if row is None or table is None:
        return []
    wanted = dict(_wanted(item, table, row, now, language_in(was, "summary", style.language)))
    changed = [(cell, text) for cell, text in wanted.items() if text is not None]
    if any(cell.at is None for cell, _text in changed):
        start, end = document.source.starts[row.first], document.source.ends[row.first]
        is_open = not document.source.text[start:end].lstrip().startswith("|")
        return [Edit(start, end, row_text(now, table, style, is_open))]
    return [_cell(cell, text) for cell, text in changed]


def _cell(cell: Block, text: str) -> Edit:
    at = cell.at or 0
    return Edit(at, at + len(cell.text), in_cell(text if cell.text else f" {text}"))


def _wanted(
    item: Item, table: Table, row: Block, now: Fields, language: str
) -> Iterator[tuple[Block, str | None]]:
    """Each cell with the text that it should have instead, or None."""
    entry = item.entry
    for role, cell in zip(table.roles, row.children, strict=True):
        if role == "name":
            yield cell, _name(item, now)
        elif role == "summary":
            summary = in_language(now, "summary", language)
            yield cell, None if canonical(summary) == entry.summary else into_list(summary)
        elif role == "license":
            license = now.get("license", "")
            yield cell, None if license == entry.marks.license else license
        elif role == "languages":
            languages = now.get("languages", [])
            is_same = set(languages) == set(entry.marks.languages)
            yield cell, None if is_same else ", ".join(languages)
        elif role in LINKED:
            yield cell, _address(item, role, now)


def _name(item: Item, now: Fields) -> str | None:
    entry, text = item.entry, item.block.text
    name = " ".join(now["name"].split())
    urls = [link["url"] for link in links_of(now)]
    main = entry.main
    url = main.url if main else ""
    if main and urls and main.url not in urls:
        url = address_of(now, main.kind) or urls[0]
    if name == entry.name and url == (main.url if main else ""):
        return None
    if main is None:
        return text.replace(entry.name, name_in_list(name), 1)
    head = f"[{name_in_list(name)}]({destination(url)})"
    return text[: entry.head.start] + head + text[entry.head.end :]


def _address(item: Item, role: str, now: Fields) -> str | None:
    """Only what the column is about: a home page that nobody knew is no reason to fill it."""
    was = next((link.url for link in item.entry.links[1:] if link.kind == role), "")
    if item.entry.main is None:
        was = next((link.url for link in item.entry.links if link.kind == role), "")
    url = address_of(now, role)
    if was in {link["url"] for link in links_of(now)} or url == was:
        return None
    if item.entry.main and url == item.entry.main.url:
        return None
    return f"<{address(url)}>" if url else ""
