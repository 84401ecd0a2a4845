"""Markdown that editors write, as safe HTML or as plain text."""

import re
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_cjk_friendly import cjk_friendly

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_LEADS_SOMEWHERE = re.compile(r"https?://|mailto:", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").use(cjk_friendly)
    parser.core.ruler.push("whole_addresses", _unlink)
    return parser


def _unlink(state: StateCore) -> None:
    """Links within the file that a text once stood in lead nowhere here; their words stay."""
    for token in state.tokens:
        if token.children:
            token.children = _without_dead_links(token.children)


def _without_dead_links(tokens: list[Token]) -> list[Token]:
    """Links do not nest, so each end belongs to the start before it."""
    kept = []
    alive = True
    for token in tokens:
        if token.type == "link_open":
            alive = bool(_LEADS_SOMEWHERE.match(str(token.attrs.get("href", ""))))
        if alive or token.type not in ("link_open", "link_close"):
            kept.append(token)
    return kept


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="external nofollow",
    )


def parsed(source: str, inline: bool = False) -> list[Token]:
    """Tokens in which HTML is text and no link leads nowhere; those within one line if `inline`."""
    if inline:
        return _parser().parseInline(source)[0].children or []
    return _parser().parse(source)


def render(source: str) -> str:
    """Blocks; headings of the text start at the third level, below the page's own."""
    tokens = parsed(source)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2", "h3") else "h4"
    return _clean(_parser().renderer.render(tokens, _parser().options, {}))


def render_inline(source: str) -> str:
    """One line of text, such as a summary with a link in it."""
    return _clean(_parser().renderInline(source))


def plain(source: str) -> str:
    """The text without its marks."""
    if not any(mark in source for mark in "[*_`<\\&!"):
        return source
    tokens = parsed(source, inline=True)
    return "".join(" " if token.type.endswith("break") else token.content for token in tokens)
