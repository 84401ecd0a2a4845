"""Addresses of headings within a page, as GitHub makes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .document import Document
from .inline import WORDS, pieces
from .source import Block

_DROPPED = re.compile(r"[^\w\s-]|[^\S ]")
_IN_HTML = re.compile(r"""\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


def anchors(document: Document) -> Iterator[str]:
    """Those of all headings, the second of a name with a number, and those in HTML."""
    seen: dict[str, int] = {}
    for section in document.whole.walk():
        if section.heading:
            anchor = heading_anchor(section.heading, document)
            count = seen.get(anchor, 0)
            seen[anchor] = count + 1
            yield f"{anchor}-{count}" if count else anchor
    for found in _IN_HTML.finditer(document.source.text):
        yield found[1].casefold()


def heading_anchor(heading: Block, document: Document) -> str:
    found = pieces(heading.text, document.source.env)
    return anchor_of("".join(piece.text for piece in found if piece.kind in WORDS))


def anchor_of(text: str) -> str:
    return _DROPPED.sub("", text.strip().lower()).replace(" ", "-")
