"""Markdown that editors write, as safe HTML or as plain text."""

from functools import cache

import nh3
from markdown_it import MarkdownIt
from mdit_py_cjk_friendly import cjk_friendly

_TAGS = {
    "a", "blockquote", "br", "code", "em", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table").use(cjk_friendly)


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="external nofollow",
    )


def render(source: str) -> str:
    """Blocks; headings of the text start at the third level, below the page's own."""
    tokens = _parser().parse(source)
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
    tokens = _parser().parseInline(source)[0].children or []
    return "".join(" " if token.type.endswith("break") else token.content for token in tokens)
