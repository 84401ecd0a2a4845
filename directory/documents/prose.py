"""What editors write in Markdown, as Markdown in which HTML is text and headings stay low."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from directory.markdown import parsed

from . import markdown

_LISTS = {"bullet_list_open", "ordered_list_open", "bullet_list_close", "ordered_list_close"}


def inline(source: str) -> str:
    """One line of text, such as a summary with a link in it."""
    return "".join(_marked(parsed(source, inline=True)))


def blocks(source: str) -> Iterator[str]:
    """Paragraphs, items, headings and code, one by one, without anything around them."""
    depth = 0
    is_heading = False
    for token in parsed(source):
        if token.type in _LISTS:
            depth += token.nesting
        is_heading = token.type == "heading_open" or (is_heading and token.type == "inline")
        if token.type in ("fence", "code_block"):
            yield _code(token.content)
        elif token.type == "inline":
            text = "".join(_marked(token.children or []))
            if is_heading:
                yield f"### {text}"
            else:
                yield markdown.item(text, depth - 1) if depth else markdown.paragraph(text)


def _code(content: str) -> str:
    """Behind four spaces, so that nothing in it can end it."""
    return "\n".join(f"    {_seen(line)}" for line in content.splitlines())


def _seen(line: str) -> str:
    """With its spaces, which mean something in code."""
    return "".join(sign if sign.isprintable() else " " for sign in line)


def _marked(tokens: Iterable[Token]) -> Iterator[str]:
    addresses: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            addresses.append(str(token.attrs["href"]))
            yield "["
        elif token.type == "link_close":
            yield f"]({markdown.uri(addresses.pop())})"
        elif token.type == "code_inline":
            yield _code_span(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type.startswith(("em_", "strong_")):
            yield token.markup
        else:
            yield _text(token.content)


def _text(content: str) -> str:
    """Escaped with the spaces around it, which join it to what is marked."""
    before = " " * content[:1].isspace()
    after = " " * (content[-1:].isspace() and bool(content.strip()))
    return f"{before}{markdown.escaped(content)}{after}"


def _code_span(content: str) -> str:
    said = markdown.seen(content)
    fence = "`" * (1 + max(map(len, re.findall("`+", said)), default=0))
    space = " " * said.startswith("`") or " " * said.endswith("`")
    return f"{fence}{space}{said}{space}{fence}" if said else ""
