"""The CommonMark parser: which rules it has, and what keeps hostile text from taking it long.

markdown-it-py is quadratic in places: where link definitions follow each other, in tables whose
rows are shorter than their head, in one very long run of text. Bounds that no list meets make it
linear. Text within blocks is parsed when somebody wants it, not for all blocks.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, reference, table
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

LONGEST_DEFINITION = 8
MOST_COLUMNS = 40
DEEPEST = 18

Env = dict[str, Any]


class _State(StateInline):
    pending_from = 0

    def pushPending(self) -> Token:
        token = super().pushPending()
        token.map = [self.pending_from, self.pending_from + len(token.content)]
        return token


class _Inline(ParserInline):
    """As the original, but each token's `map` says from where to where in the text it is."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        deepest = state.md.options["maxNesting"]
        end = state.posMax
        while state.pos < end:
            start, count = state.pos, len(state.tokens)
            if not state.pending:
                state.pending_from = start  # type: ignore[attr-defined]
            found = False
            if state.level < deepest:
                for rule in rules:
                    if found := rule(state, False):
                        break
            if found:
                new = state.tokens[count:]
                if len(new) > 1 and new[-1].type == "text" and new[-1].content in "*_":
                    new = _spread(new, state.pos)
                for token in new:
                    token.map = token.map or [start, state.pos]
            else:
                state.pending += state.src[start]
                state.pos = start + 1
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _spread(new: list[Token], end: int) -> list[Token]:
    """Each sign of a run of asterisks is a token of its own."""
    run = [token for token in new if token.map is None]
    for number, token in enumerate(run, end - len(run)):
        token.map = [number, number + 1]
    return new


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    last = state.lineMax
    state.lineMax = min(last, start + LONGEST_DEFINITION)
    try:
        return reference(state, start, end, silent)
    finally:
        state.lineMax = last


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    head = slice(state.bMarks[start], state.eMarks[start])
    return state.src[head].count("|") <= MOST_COLUMNS and table(state, start, end, silent)


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Passes over what is nested deeper than anybody reads, and notes the line."""
    if state.level < DEEPEST:
        return False
    state.env.setdefault("too_deep", []).append(start)
    state.line = end
    return True


@cache
def _parser(html: bool = True) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": html}).enable("table")
    parser.core.ruler.disable(["inline", "text_join"])
    blocks = parser.block.ruler
    blocks.at("reference", _definition, {"alt": []})
    blocks.at("table", _table, {"alt": ["paragraph", "reference"]})
    blocks.before("table", "too_deep", _too_deep)
    inline = _Inline()
    inline.ruler.enableOnly(parser.inline.ruler.get_active_rules())
    inline.ruler2.enableOnly(["balance_pairs", "emphasis"])
    parser.inline = inline
    # Addresses are kept as they are written, and those that are no http are told, not overlooked.
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def block_tokens(text: str) -> tuple[list[Token], Env]:
    """The blocks of a text, and what `inline_tokens` has to know of its link definitions."""
    env: Env = {}
    return _parser().parse(text, env), env


def inline_tokens(text: str, env: Env, *, html: bool = True) -> list[Token]:
    """Without `html` tags are text, as on the site's pages."""
    parser = _parser(html)
    return parser.inline.parse(text, parser, env, [])
