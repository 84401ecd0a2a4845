"""A list in Markdown as people see it: its sections, its entries, its table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from django.utils.translation import gettext as _

from directory.formats.records import LeftOut

from .entries import entry_in
from .entry import Entry
from .frontmatter import front_matter
from .inline import WORDS, Piece, is_too_long, pieces
from .sections import Category, Section, categories, is_about_the_list, sections
from .source import Block, Source
from .tables import Table, entry_of, table_in

LISTS = ("ul", "ol")
_TEXT = ("p", "blockquote")
_SAID_AT_MOST = 100


@dataclass(eq=False, slots=True)
class Item:
    """An entry where it stands: in an item of a list or a row of a table. Its lines are `first` to
    `end`, and to `whole_end` with those of entries nested in it; `block` has its name, and `more`
    is what follows the paragraph that has."""

    entry: Entry
    section: Section
    container: Block
    block: Block
    first: int
    end: int
    whole_end: int
    depth: int = 0
    more: list[Block] = field(default_factory=list)
    row: Block | None = None
    table: Table | None = None


class Document:
    def __init__(self, text: str, file: str) -> None:
        self.matter = front_matter(text, file)
        self.source = Source(text, file, self.matter.end)
        self.whole = sections(self.source)
        self.items: list[Item] = []
        self.contents: list[Block] = []
        self.left_out: list[LeftOut] = []
        # Items of lists of which others are entries.
        self.strays: list[LeftOut] = []
        for section in self.whole.walk():
            self._read(section)
        for section in self.whole.walk():
            self._leave_out_texts(section)
        for line in self.source.too_deep:
            self._leave_out(Block("", line, line + 1), _("It is nested too deep."))
        self.left_out.sort(key=lambda left: left.place.line)
        self._categories = categories(self.whole)

    # ---- categories

    @property
    def categories(self) -> list[Category]:
        """Each once, a category before its subcategories."""
        found: dict[str, Category] = {}
        for category in self._categories.values():
            found.setdefault(category.key, category)
        return list(found.values())

    def category_of(self, section: Section) -> Category | None:
        return self._categories.get(section)

    # ---- entries

    def _read(self, section: Section) -> None:
        for block in section.blocks:
            if block.kind in LISTS and self._is_contents(block):
                self.contents.append(block)
                self._leave_out(block, _("It is the table of contents."))
            elif section.is_about_the_list and block.kind != "hr":
                self._leave_out(block, _about_the_list(section))
            elif block.kind in LISTS:
                self._take(section, self._items(block, section))
            elif block.kind == "table":
                self._take(section, self._rows(block, section))

    def _take(self, section: Section, found: Iterator[Item | LeftOut]) -> None:
        for item in found:
            if isinstance(item, Item):
                self.items.append(item)
                section.has_entries = True
            else:
                self.left_out.append(item)

    def _items(
        self, container: Block, section: Section, depth: int = 0
    ) -> Iterator[Item | LeftOut]:
        """The entries of a list and, each behind the one that it is nested in, of lists in it."""
        lefts: list[LeftOut] = []
        has_entries = False
        for block in container.children:
            named = block.children[0] if block.children else None
            entry = None
            if named and named.kind == "p":
                entry = entry_in(named.text, self.source.env)
            nested = self._nested(block, section, depth)
            if entry and named:
                has_entries = True
                yield self._item(entry, section, container, block, nested, depth)
            elif left := self._left_out(named if named and nested else block, self._reason(named)):
                lefts += [] if nested else [left]
                yield left
            for _list, found in nested:
                yield from found
        if has_entries:
            self.strays += lefts

    def _nested(
        self, block: Block, section: Section, depth: int
    ) -> list[tuple[Block, list[Item | LeftOut]]]:
        """The lists right below an item's name that have entries. Others are part of its text."""
        lists = takewhile(lambda child: child.kind in LISTS, block.children[1:])
        found = [(child, list(self._items(child, section, depth + 1))) for child in lists]
        return [(child, items) for child, items in found if any(isinstance(i, Item) for i in items)]

    def _item(
        self,
        entry: Entry,
        section: Section,
        container: Block,
        block: Block,
        nested: list[tuple[Block, list[Item | LeftOut]]],
        depth: int,
    ) -> Item:
        end = nested[0][0].first if nested else block.end
        named, *others = block.children
        more = [child for child in others if child.first < end]
        end = self.source.trimmed(block.first, end)
        whole_end = self.source.trimmed(block.first, block.end)
        return Item(entry, section, container, named, block.first, end, whole_end, depth, more)

    def _rows(self, container: Block, section: Section) -> Iterator[Item | LeftOut]:
        table = table_in(container, self.source)
        if table is None:
            if left := self._left_out(container, _("It is a table without links.")):
                yield left
            return
        for row in table.rows:
            entry, cell = entry_of(row, table, self.source), table.cell(row, "name")
            if entry and cell:
                lines = row.first, row.end, row.end
                yield Item(entry, section, container, cell, *lines, row=row, table=table)
            elif left := self._left_out(row, _("The row has no name with a link.")):
                yield left

    # ---- texts

    def introduction(self, section: Section) -> list[Block]:
        """The paragraphs above the first list of a section, but for those without words."""
        if section.above and not section.holds_entries:
            return []
        above = takewhile(lambda block: block.kind not in (*LISTS, "table"), section.blocks)
        return [block for block in above if block.kind in _TEXT and self._says_something(block)]

    def texts(self, item: Item) -> list[str]:
        """The paragraphs of an entry behind its first, and what else is in it."""
        start = self.source.offset(item.block) - self.source.starts[item.first]
        return [self._dedented(block, start) for block in item.more]

    def _dedented(self, block: Block, indent: int) -> str:
        if block.kind == "p":
            return block.text
        lines = [self.source.line(number) for number in range(block.first, block.end)]
        margins = [len(line) - len(line.lstrip(" \t")) for line in lines]
        return "\n".join(
            line[min(margin, indent) :] for line, margin in zip(lines, margins, strict=True)
        ).rstrip()

    def _says_something(self, block: Block) -> bool:
        texts = [block] if block.kind == "p" else list(block.find("p"))
        return not any(is_about_the_list(text.text) for text in texts) and any(
            any(sign.isalnum() for sign in piece.text)
            for text in texts
            for piece in pieces(text.text, self.source.env)
            if piece.kind in WORDS and not piece.url.startswith("#")
        )

    # ---- what is no entry

    def _is_contents(self, block: Block) -> bool:
        """Whether all links of a list lead into the page."""
        texts = [paragraph.text for paragraph in block.find("p")]
        if not texts or not any("](#" in text or "](<#" in text for text in texts[:2]):
            return False
        links = [piece for text in texts for piece in self._links(text)]
        return bool(links) and all(link.url.startswith("#") for link in links)

    def _links(self, text: str) -> list[Piece]:
        return [piece for piece in pieces(text, self.source.env) if piece.kind == "link"]

    def _reason(self, named: Block | None) -> str:
        if named and is_too_long(named.text):
            return _("It is too long for an entry.")
        links = self._links(named.text) if named and named.kind == "p" else []
        if not links:
            return _("It has no link.")
        if links[0].url.startswith("#"):
            return _("It leads into this page.")
        if "://" not in links[0].url:
            return _("It leads to a file beside the list.")
        return _("It does not begin with a name that is a link.")

    def _leave_out_texts(self, section: Section) -> None:
        """What stands between entries, or in a section without any."""
        if section.is_about_the_list:
            return
        kept = self.introduction(section)
        for block in section.blocks:
            if block.kind not in (*LISTS, "table", "hr") and block not in kept:
                is_html = block.kind == "html_block"
                self._leave_out(block, _("It is HTML.") if is_html else _("It is text."))

    def _leave_out(self, block: Block, reason: str) -> None:
        if left := self._left_out(block, reason):
            self.left_out.append(left)

    def _left_out(self, block: Block, reason: str) -> LeftOut | None:
        source = self.source
        text = source.lines(block.first, block.end).strip()
        if not text or (text.startswith("<!--") and text.endswith("-->")):
            return None
        offset = source.text.index(text[0], source.starts[block.first])
        said = " ".join(text[: 2 * _SAID_AT_MOST].split())
        if len(said) > _SAID_AT_MOST:
            said = said[: _SAID_AT_MOST - 1] + "…"
        return LeftOut(source.place_at(offset), said, reason)


def _about_the_list(section: Section) -> str:
    return _("The section “%(name)s” is about the list itself.") % {"name": section.name}
