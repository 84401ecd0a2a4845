"""A text as a tree of blocks that know where they stand in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from markdown_it.token import Token

from directory.formats.records import Place, Problem, Unreadable

from .commonmark import block_tokens

# What the parser keeps of each line takes about 2 KB.
MOST_LINES = 300_000
# Setext headings may have several lines, and are found as paragraphs are.
_ON_ONE_LINE = {"td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
LINE_END = re.compile(r"\r\n?|\n")


@dataclass(eq=False, slots=True)
class Block:
    """`first` and `end` are lines of the whole text from 0, `end` is behind the last; `text` is
    what stands in a paragraph, heading or cell, as Markdown, and `at` where it begins, if it
    stands in the text just so."""

    kind: str
    first: int
    end: int
    text: str = ""
    at: int | None = None
    children: list[Block] = field(default_factory=list)

    def find(self, kind: str) -> Iterator[Block]:
        """The blocks of a kind below this one."""
        for child in self.children:
            if child.kind == kind:
                yield child
            yield from child.find(kind)


class Source:
    """A text, its lines and, from the offset `body` on, its blocks. `newline` is how lines end."""

    def __init__(self, text: str, file: str, body: int = 0) -> None:
        self.text = text
        self.file = file
        ends = list(LINE_END.finditer(text))
        if len(ends) > MOST_LINES:
            raise Unreadable(_too_many_lines(len(ends), file))
        self.starts = [0, *(end.end() for end in ends)]
        self.ends = [*(end.start() for end in ends), len(text)]
        self.newline = ends[0][0] if ends else "\n"
        tokens, self.env = block_tokens(text[body:])
        first = bisect_right(self.starts, body) - 1
        self.too_deep = [line + first for line in self.env.get("too_deep", [])]
        self.root = Block("root", first, len(self.starts))
        self._grow(tokens, first)

    def _grow(self, tokens: list[Token], body: int) -> None:
        open_blocks = [self.root]
        for token in tokens:
            if token.nesting < 0:
                open_blocks.pop()
                continue
            above = open_blocks[-1]
            first, end = token.map or (above.first - body, above.end - body)
            if token.type == "inline":
                above.text = token.content
                above.first, above.end = first + body, end + body
                if above.kind in _ON_ONE_LINE:
                    above.at = self._start_of(above, open_blocks[-2].children)
                continue
            block = Block(token.tag or token.type, first + body, end + body)
            above.children.append(block)
            if token.nesting:
                open_blocks.append(block)
            else:
                block.text = token.content

    def _start_of(self, block: Block, siblings: list[Block]) -> int | None:
        """Of a heading or a cell; None if it stands in the text in another way, `a\\|b` for one."""
        start, end = self.starts[block.first], self.ends[block.first]
        if block.kind in ("td", "th"):
            if len(siblings) > 1:
                before = siblings[-2]
                if before.at is None:
                    return None
                start = before.at + len(before.text)
            if len(siblings) > 1 or self.text[start:end].lstrip().startswith("|"):
                start = self.text.find("|", start, end) + 1
        found = self.text.find(block.text, start, end)
        return None if found < 0 else found

    def line(self, number: int) -> str:
        return self.text[self.starts[number] : self.ends[number]]

    def lines(self, first: int, end: int) -> str:
        """Whole lines, without the end of the last."""
        return self.text[self.starts[first] : self.ends[end - 1]] if end > first else ""

    def is_blank(self, number: int) -> bool:
        """Whether a line says nothing, as those before the first and behind the last."""
        return not 0 <= number < len(self.starts) or not self.line(number).strip()

    def trimmed(self, first: int, end: int) -> int:
        """The end of some lines without blank ones at their end."""
        while end > first + 1 and self.is_blank(end - 1):
            end -= 1
        return end

    def offset(self, block: Block, position: int = 0) -> int:
        """Where in the text a position of a block's own text is."""
        if block.at is not None:
            return block.at + position
        before = block.text.count("\n", 0, position)
        begin = block.text.rfind("\n", 0, position) + 1
        piece = block.text[begin:].partition("\n")[0]
        # Only the indentation differs, so both end alike.
        indent = len(self.line(block.first + before).rstrip()) - len(piece.rstrip())
        return self.starts[block.first + before] + indent + position - begin

    def place(self, block: Block, position: int = 0) -> Place:
        return self.place_at(self.offset(block, position))

    def place_at(self, offset: int) -> Place:
        line = bisect_right(self.starts, offset)
        return Place(self.file, line, offset - self.starts[line - 1] + 1)


def _too_many_lines(count: int, file: str) -> Problem:
    return Problem(
        Place(file, MOST_LINES + 1),
        "too-many-lines",
        _("The file has %(count)d lines.") % {"count": count},
        _("A list may have %(most)d; split it.") % {"most": MOST_LINES},
    )
