"""Texts of the directory as Markdown of a list, and back.

The directory's texts are Markdown without HTML: in it `<b>` is text. A list's are Markdown with
HTML, where the same text is written `\\<b>`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.token import Token

from .commonmark import Env, inline_tokens
from .inline import is_badge, is_too_long, label_end, label_of

CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_WIDE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U000323af]")
_LATIN_WORD = re.compile(r"[^\W\d_\u3000-\U000323af]+")
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SIGNIFICANT_IN_A_NAME = re.compile(r"[\\\[\]`*<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|~(?=~)", re.ASCII)
_NEVER_IN_A_URL = re.compile(r"[\x00-\x20\x7f<>]")
_ENTITY = re.compile(r"&(?=#?\w+;)")


class Edit(NamedTuple):
    start: int
    end: int
    text: str


Change = Callable[[str, Token], Iterator[Edit]]


def language_of(text: str) -> str:
    return "zh" if CHINESE.search(text) else "en"


def language_of_most(text: str) -> str:
    """The language of a text in which words of the other may stand; empty without any words. A
    Chinese character says about as much as a word."""
    chinese = len(CHINESE.findall(text))
    words = len(_LATIN_WORD.findall(text))
    if not chinese and not words:
        return ""
    return "zh" if chinese >= words else "en"


def edited(text: str, edits: list[Edit]) -> str:
    """A text after edits that do not overlap. Of several at one place the first stands first."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += text[done : edit.start], edit.text
        done = edit.end
    return "".join([*parts, text[done:]])


# ---- from a list


def from_list(text: str, env: Env) -> str:
    """A piece of a list's text as the directory has it: on one line, without images and HTML."""
    text = text.strip()
    is_plain = not any(sign in text for sign in ("<", "![", "\n"))
    if is_too_long(text) or (is_plain and not ("references" in env and "[" in text)):
        return text
    return edited(text, list(_edits(text, inline_tokens(text, env), _taken))).strip()


def _edits(text: str, tokens: Iterable[Token], change: Change) -> Iterator[Edit]:
    """What `change` makes of each token; badges go, and links have their address with them."""
    following = iter(tokens)
    for token in following:
        if token.type != "link_open" or token.info == "auto":
            yield from change(text, token)
            continue
        start, end = token.map or (0, 0)
        label = label_of(following)
        behind = label_end(token, label)
        if is_badge(label):
            yield _cut(text, start, end)
            continue
        for inner in label:
            yield from change(text, inner)
        if not text.startswith("](", behind):
            yield Edit(behind, end, f"]({destination(str(token.attrs['href']))})")


def _taken(text: str, token: Token) -> Iterator[Edit]:
    start, end = token.map or (0, 0)
    if token.type in ("softbreak", "hardbreak"):
        yield _joined(text, start, end)
    elif token.type == "image":
        yield _cut(text, start, end)
    elif token.type == "html_inline":
        is_break = _HTML_BREAK.fullmatch(token.content)
        yield Edit(start, end, " ") if is_break else _cut(text, start, end)
    elif token.markup == r"\<" and HTML_TAG_RE.match(text[start + 1 :]):
        yield Edit(start, end, "<")


def _joined(text: str, start: int, end: int) -> Edit:
    """Two lines as one: Chinese is written without spaces."""
    start = len(text[:start].rstrip(" "))
    return Edit(start, end, "" if _is_wide(text[start - 1 : start], text[end : end + 1]) else " ")


def _is_wide(before: str, after: str) -> bool:
    return bool(_WIDE.match(before) and _WIDE.match(after))


def _cut(text: str, start: int, end: int) -> Edit:
    """A piece taken out, and one of the spaces around it."""
    if text[start - 1 : start].isspace() and text[end : end + 1].isspace():
        return Edit(start, end + 1, "")
    return Edit(start, end, "")


# ---- into a list


def into_list(text: str) -> str:
    """A summary of the directory as Markdown with HTML, on one line."""
    text = _on_one_line(text)
    if is_too_long(text) or not ("<" in text or "![" in text):
        return text
    return edited(text, list(_edits(text, inline_tokens(text, {}, html=False), _given))).strip()


def _on_one_line(text: str) -> str:
    joined = ""
    for line in re.split(r"[\r\n]+", text.strip()):
        part = line.strip()
        joined += part if not joined or _is_wide(joined[-1:], part[:1]) else f" {part}"
    return joined


def _given(text: str, token: Token) -> Iterator[Edit]:
    start, end = token.map or (0, 0)
    if token.type == "image":
        yield _cut(text, start, end)
    elif token.type == "text":
        for found in re.finditer("<", text[start:end]):
            at = start + found.start()
            if HTML_TAG_RE.match(text[at:]):
                yield Edit(at, at, "\\")


def name_in_list(name: str) -> str:
    """A name, which is plain text, as the label of a link."""
    return _SIGNIFICANT_IN_A_NAME.sub(lambda found: f"\\{found[0]}", " ".join(name.split()))


def destination(url: str) -> str:
    """An address as Markdown has it in parentheses."""
    url = _ENTITY.sub("&amp;", address(url).replace("\\", "\\\\"))
    return url if _is_balanced(url) else f"<{url}>"


def _is_balanced(url: str) -> bool:
    depth = 0
    for sign in re.findall("[()]", url):
        depth += 1 if sign == "(" else -1
        if depth < 0:
            return False
    return depth == 0


def address(url: str) -> str:
    """An address without what no address has: spaces, control characters, angle brackets."""
    return _NEVER_IN_A_URL.sub(lambda found: quote(found[0], safe=""), url)
