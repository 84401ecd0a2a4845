"""Text within a block taken apart: links, images, code spans and what stands between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from markdown_it.token import Token

from .commonmark import Env, inline_tokens

# No entry is longer or has more links; the parser takes the square of such a text.
LONGEST, MOST_BRACKETS = 8_000, 300
# Stands where a summary begins or ends in a way that would be read as something else.
BOUNDARY = "<!-- -->"


WORDS = ("text", "escape", "code", "link", "break")


@dataclass(slots=True)
class Piece:
    """`start` to `end` is where it is in the block's text. `kind` is text, escape, link, image,
    code, html, break, open or close; the last two are marks of emphasis. Of a link, `label_end` is
    where its label ends, `is_auto` whether it is a bare address, `is_badge` whether it has images
    only."""

    kind: str
    start: int
    end: int
    text: str = ""
    url: str = ""
    label_end: int = 0
    is_auto: bool = False
    is_badge: bool = False

    @property
    def is_boundary(self) -> bool:
        return self.kind == "html" and self.text == BOUNDARY

    @property
    def is_ornament(self) -> bool:
        """An image, or HTML that says nothing."""
        return self.is_badge or (self.kind in ("image", "html") and not self.is_boundary)


def is_too_long(text: str) -> bool:
    return len(text) > LONGEST or text.count("[") > MOST_BRACKETS


def pieces(text: str, env: Env) -> list[Piece]:
    """One piece of text, if that is too long for an entry."""
    if is_too_long(text):
        return [Piece("text", 0, len(text), text)]
    tokens = iter(inline_tokens(text, env))
    return [_piece(token, tokens) for token in tokens if token.content or token.type != "text"]


def _piece(token: Token, following: Iterator[Token]) -> Piece:
    start, end = token.map or (0, 0)
    match token.type:
        case "link_open":
            return _link(token, following)
        case "image":
            return Piece("image", start, end, token.content, str(token.attrs["src"]))
        case "code_inline":
            return Piece("code", start, end, token.content)
        case "text_special":
            return Piece("escape", start, end, token.content)
        case "html_inline":
            return Piece("html", start, end, token.content)
        case "softbreak" | "hardbreak":
            return Piece("break", start, end, " ")
        case "strong_open" | "em_open":
            return Piece("open", end - len(token.markup), end, token.markup)
        case "strong_close" | "em_close":
            return Piece("close", start, start + len(token.markup), token.markup)
    return Piece("text", start, end, token.content)


def _link(token: Token, following: Iterator[Token]) -> Piece:
    start, end = token.map or (0, 0)
    label = label_of(following)
    return Piece(
        "link",
        start,
        end,
        plain(label),
        str(token.attrs["href"]),
        label_end=label_end(token, label),
        is_auto=token.info == "auto",
        is_badge=is_badge(label),
    )


def label_of(following: Iterator[Token]) -> list[Token]:
    """The tokens up to the end of a link, which is taken too."""
    return list(takewhile(lambda token: token.type != "link_close", following))


def label_end(link: Token, label: Iterable[Token]) -> int:
    start = link.map[0] if link.map else 0
    return max((child.map[1] for child in label if child.map), default=start + 1)


def is_badge(label: list[Token]) -> bool:
    images = [token for token in label if token.type == "image"]
    return bool(images) and not plain(label)


def plain(tokens: Iterable[Token]) -> str:
    """What one reads, without marks and images, on one line."""
    return " ".join("".join(map(_plain, tokens)).split())


def _plain(token: Token) -> str:
    if token.type in ("text", "text_special", "code_inline"):
        return token.content
    return " " if token.type in ("softbreak", "hardbreak") else ""
